/**
 * The formulas that one would derive by hand, in plain arithmetic: what the tape's derivatives are held against. Only tests and
 * the tour use them.
 */
@NullMarked
package io.grad4j.kl.byhand;

import org.jspecify.annotations.NullMarked;
