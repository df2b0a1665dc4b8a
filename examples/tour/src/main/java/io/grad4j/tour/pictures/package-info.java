/** Pictures for files and for the report: charts by XChart, and images of digits; none needs a display. */
@NullMarked
package io.grad4j.tour.pictures;

import org.jspecify.annotations.NullMarked;
