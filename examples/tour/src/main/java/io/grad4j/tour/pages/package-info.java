/** Computations of the notes as pages to step through. */
@NullMarked
package io.grad4j.tour.pages;

import org.jspecify.annotations.NullMarked;
