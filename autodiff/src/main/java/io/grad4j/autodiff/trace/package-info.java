/** Read-only views of a recorded tape and of one reverse sweep over it, for teaching. */
@NullMarked
package io.grad4j.autodiff.trace;

import org.jspecify.annotations.NullMarked;
