/** Claims and the verdicts on them. */
@NullMarked
package io.grad4j.notes.judging;

import org.jspecify.annotations.NullMarked;
