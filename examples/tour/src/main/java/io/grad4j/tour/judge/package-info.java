/** Claims, the points they are tried at, and the verdicts on them. */
@NullMarked
package io.grad4j.tour.judge;

import org.jspecify.annotations.NullMarked;
