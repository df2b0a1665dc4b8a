/** What the names of a note mean, as far as the note or its author says so. */
@NullMarked
package io.grad4j.notes.binding;

import org.jspecify.annotations.NullMarked;
