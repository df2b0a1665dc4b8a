package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.check.Law.ACCUMULATION;
import static io.grad4j.autodiff.check.Law.LINEARITY;
import static io.grad4j.autodiff.check.Law.LOCALLY_CONSTANT;
import static io.grad4j.autodiff.check.Law.NUMBERS;
import static io.grad4j.autodiff.check.Law.REPEATABLE;
import static io.grad4j.autodiff.check.Law.SECOND_DERIVATIVE;
import static io.grad4j.autodiff.check.Law.SYMMETRY;
import static io.grad4j.autodiff.check.Law.TANGENT;
import static io.grad4j.autodiff.check.Law.TRANSPOSE;
import static io.grad4j.autodiff.check.Law.UNCHANGED;
import static io.grad4j.autodiff.check.Law.WRITTEN;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.OfNumbers;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Primitives with one fault each, to prove that the exam finds it. */
enum Planted implements Primitive {
    /** x², whose slope is 2.001·x. */
    SLOPE_OFF_BY_A_LITTLE(Set.of(TANGENT), Planted::square, slope(2.001)),
    /** x², whose slope has the wrong sign. */
    WRONG_SIGN(Set.of(TANGENT), Planted::square, slope(-2)),
    /** x², whose vjp alone has the wrong sign. */
    WRONG_SIGN_BACKWARD(
            Set.of(TRANSPOSE, SYMMETRY),
            Planted::square,
            Derivative.unary("", (x, y, v) -> v.elementMult(x).scale(2), (x, y, v) -> v.elementMult(x)
                    .scale(-2))),
    /** A square a times b, whose vjp for a forgets to transpose b. */
    MISSING_TRANSPOSE(
            Set.of(TRANSPOSE, SYMMETRY),
            (x, y) -> CommonOps_DDRM.mult(x[0], x[1], y),
            Derivative.binary("", (a, b, y, v) -> v.mult(b), (a, b, y, v) -> v.mult(b)),
            Derivative.binary("", (a, b, y, v) -> a.mult(v), (a, b, y, v) -> a.multTransA(v))),
    /** a ∘ b, which thinks one contribution enough when both are the same variable. */
    DROPPED_CONTRIBUTION(
            Set.of(ACCUMULATION),
            (x, y) -> CommonOps_DDRM.elementMult(x[0], x[1], y),
            Derivative.slope("", 0, (a, b, y) -> b),
            Derivative.slope("", 1, (a, b, y) -> a == b ? a.minus(a) : a)),
    /** a ∘ b + a, whose derivative for a misses the second term. */
    MISSING_TERM(
            Set.of(TANGENT),
            (x, y) -> {
                CommonOps_DDRM.elementMult(x[0], x[1], y);
                CommonOps_DDRM.addEquals(y, x[0]);
            },
            Derivative.slope("", 0, (a, b, y) -> b),
            Derivative.slope("", 1, (a, b, y) -> a)),
    /** x², computed in place, where the argument lies. */
    ARGUMENT_MODIFIED(
            Set.of(UNCHANGED, TANGENT, SECOND_DERIVATIVE, ACCUMULATION),
            (x, y) -> {
                CommonOps_DDRM.elementMult(x[0], x[0], x[0]);
                y.setTo(x[0]);
            },
            slope(2)),
    /** x², whose last entry is left as it was. */
    ENTRY_UNWRITTEN(
            Set.of(WRITTEN, TANGENT, REPEATABLE),
            (x, y) -> {
                double before = y.data[y.getNumElements() - 1];
                square(x, y);
                y.data[y.getNumElements() - 1] = before;
            },
            slope(2)),
    /** x², in a matrix of another shape than announced. */
    SHAPE_CHANGED(
            EnumSet.complementOf(EnumSet.of(LOCALLY_CONSTANT, NUMBERS)),
            (x, y) -> {
                square(x, y);
                y.reshape(x[0].numCols, x[0].numRows);
            },
            slope(2)),
    /** x³ = x·x², whose rule takes the factor x² for a constant. */
    SECOND_DERIVATIVE_LOST(
            Set.of(SECOND_DERIVATIVE),
            (x, y) -> {
                CommonOps_DDRM.elementMult(x[0], x[0], y);
                CommonOps_DDRM.elementMult(y, x[0], y);
            },
            Derivative.slope(
                    "", (x, y) -> x.tape().constant(y.elementDiv(x).value()).scale(3))),
    /** x³, whose jvp alone takes the factor x² for a constant. */
    SECOND_DERIVATIVE_LOST_FORWARD(
            Set.of(SYMMETRY),
            (x, y) -> {
                CommonOps_DDRM.elementMult(x[0], x[0], y);
                CommonOps_DDRM.elementMult(y, x[0], y);
            },
            Derivative.unary(
                    "",
                    (x, y, v) -> v.elementMult(x.tape().constant(y.elementDiv(x).value()))
                            .scale(3),
                    (x, y, v) -> v.elementMult(x.elementMult(x)).scale(3))),
    /** x², whose rule ignores the size of the cotangent, as if it were always 1. */
    COTANGENT_TAKEN_FOR_ONE(
            Set.of(LINEARITY, TRANSPOSE, SYMMETRY, ACCUMULATION),
            Planted::square,
            Derivative.unary("", (x, y, v) -> v.elementMult(x).scale(2), (x, y, v) -> v.elementDiv(v)
                    .elementMult(x)
                    .scale(2))),
    /** x², plus a little more at each call. */
    DIFFERENT_EACH_TIME(
            Set.of(REPEATABLE, WRITTEN),
            (x, y) -> {
                square(x, y);
                y.data[0] += 1e-13 * Clock.tick();
            },
            slope(2)),
    /** x², which does not overflow for numbers. */
    NUMBERS_OF_THEIR_OWN(Set.of(NUMBERS), Planted::square, slope(2)) {
        @Override
        public OfNumbers ofNumbers() {
            return (x, unused) -> x > 1e300 ? Double.MAX_VALUE : x * x;
        }
    },
    /** x², said to be locally constant. */
    SAID_TO_BE_CONSTANT(Set.of(LOCALLY_CONSTANT), Planted::square, slope(2)) {
        @Override
        public boolean isLocallyConstant() {
            return true;
        }
    },
    /** x², without a rule. */
    NO_RULE(EnumSet.complementOf(EnumSet.of(WRITTEN, LOCALLY_CONSTANT, NUMBERS)), Planted::square);

    private interface Value {
        void write(DMatrixRMaj[] x, DMatrixRMaj y);
    }

    /** A state that no primitive should have. */
    private static final class Clock {
        private static int time;

        static int tick() {
            return ++time;
        }
    }

    /** The laws that the fault breaks. */
    final Set<Law> broken;

    private final Value value;
    private final List<Derivative> derivatives;

    Planted(Set<Law> broken, Value value, Derivative... derivatives) {
        this.broken = Set.copyOf(broken);
        this.value = value;
        this.derivatives = List.of(derivatives);
    }

    private static void square(DMatrixRMaj[] x, DMatrixRMaj y) {
        CommonOps_DDRM.elementMult(x[0], x[0], y);
    }

    private static Derivative slope(double factor) {
        return Derivative.slope("", (Var x, Var y) -> x.scale(factor));
    }

    /** This at one matrix, or at two square ones. */
    Specimen specimen() {
        return derivatives.size() == 2
                ? Specimen.of(this, generic(2, 2, 1), generic(2, 2, 2))
                : Specimen.of(this, generic(2, 3, 3));
    }

    @Override
    public int arity() {
        return Math.max(1, derivatives.size());
    }

    @Override
    public String label() {
        return toString();
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        value.write(x, y);
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
