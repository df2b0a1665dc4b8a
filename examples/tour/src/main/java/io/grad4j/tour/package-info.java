/** The main job: the notes, claim by claim. */
@NullMarked
package io.grad4j.tour;

import org.jspecify.annotations.NullMarked;
