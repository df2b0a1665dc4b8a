/** Models trained on small data: each with the figures it must reach, and pictures. */
@NullMarked
package io.grad4j.tour.models;

import org.jspecify.annotations.NullMarked;
