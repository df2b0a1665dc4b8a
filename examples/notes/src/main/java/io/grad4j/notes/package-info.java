/** The command line that checks notes. */
@NullMarked
package io.grad4j.notes;

import org.jspecify.annotations.NullMarked;
