/** The points that claims are tried at: drawn at random or given as simple fractions. */
@NullMarked
package io.grad4j.tour.points;

import org.jspecify.annotations.NullMarked;
