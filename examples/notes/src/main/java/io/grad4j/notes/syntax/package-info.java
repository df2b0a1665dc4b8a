/** Reading formulas: tokens, trees, and every reading of what is ambiguous. */
@NullMarked
package io.grad4j.notes.syntax;

import org.jspecify.annotations.NullMarked;
