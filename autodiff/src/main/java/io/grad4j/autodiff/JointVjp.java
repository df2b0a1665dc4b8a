package io.grad4j.autodiff;

import org.jspecify.annotations.Nullable;

/** A primitive whose cotangents of all arguments come of one computation, which would else be repeated for each. */
interface JointVjp extends Primitive {
    /** The cotangents of the arguments of {@code y}, {@code null} for one that is constant. */
    @Nullable
    Var[] vjp(Var y, Var yBar);
}
