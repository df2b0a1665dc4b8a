/** Gradients of divergences from scores, exactly on finite supports. */
@NullMarked
package io.grad4j.kl.estimators;

import org.jspecify.annotations.NullMarked;
