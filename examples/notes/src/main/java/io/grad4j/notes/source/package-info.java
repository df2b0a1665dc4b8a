/** Finding the formulas of a note, with their places. */
@NullMarked
package io.grad4j.notes.source;

import org.jspecify.annotations.NullMarked;
