/** Minimising functions whose gradients the tape derives, by DDogleg's quasi-Newton and trust-region methods and by plain descent. */
@NullMarked
package io.grad4j.kl.optimization;

import org.jspecify.annotations.NullMarked;
