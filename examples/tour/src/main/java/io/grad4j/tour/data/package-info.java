/** Small real data sets, read from comma-separated values and checked. */
@NullMarked
package io.grad4j.tour.data;

import org.jspecify.annotations.NullMarked;
