/** The four notes: what each claims, in its own formulas, and what is true. */
@NullMarked
package io.grad4j.tour.notes;

import org.jspecify.annotations.NullMarked;
