/** Models whose losses are divergences. */
@NullMarked
package io.grad4j.kl.models;

import org.jspecify.annotations.NullMarked;
