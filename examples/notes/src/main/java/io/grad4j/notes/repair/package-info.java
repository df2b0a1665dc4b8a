/** Small changes that make a wrong formula right. */
@NullMarked
package io.grad4j.notes.repair;

import org.jspecify.annotations.NullMarked;
