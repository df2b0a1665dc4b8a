/** Internal: every loop over matrix entries. Nothing here is for use outside the library. */
@NullMarked
package io.grad4j.autodiff.kernels;

import org.jspecify.annotations.NullMarked;
