/** The exercises of the course, and the judge of their answers. */
@NullMarked
package io.grad4j.course;

import org.jspecify.annotations.NullMarked;
