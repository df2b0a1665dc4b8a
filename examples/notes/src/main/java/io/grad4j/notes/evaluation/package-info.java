/** The value of a formula on a tape, at a point drawn at random. */
@NullMarked
package io.grad4j.notes.evaluation;

import org.jspecify.annotations.NullMarked;
