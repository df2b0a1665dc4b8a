/** The findings as text for a terminal and as JSON. */
@NullMarked
package io.grad4j.tour.report;

import org.jspecify.annotations.NullMarked;
