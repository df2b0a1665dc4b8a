package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A named function is the function of its name, and its step is called by it. */
class NamedFunctionsTest {
    private static Arguments function(String name, UnaryOperator<Var> f, double x, double value) {
        return arguments(name, f, x, value);
    }

    private static Stream<Arguments> ofOneEntry() {
        return Stream.of(
                function("exp", Elementwise::exp, 0.5, Math.exp(0.5)),
                function("log", Elementwise::log, 0.5, Math.log(0.5)),
                function("expm1", Elementwise::expm1, 0.5, Math.expm1(0.5)),
                function("log1p", Elementwise::log1p, 0.5, Math.log1p(0.5)),
                function("expm1MinusArgument", Elementwise::expm1MinusArgument, 0.5, Math.expm1(0.5) - 0.5),
                function("sqrt", Elementwise::sqrt, 0.5, Math.sqrt(0.5)),
                function("square", Elementwise::square, 0.5, 0.25),
                function("reciprocal", Elementwise::reciprocal, 0.5, 2),
                function("tanh", Elementwise::tanh, 0.5, Math.tanh(0.5)),
                function("sechSquared", Elementwise::sechSquared, 0.5, 1 - Math.tanh(0.5) * Math.tanh(0.5)),
                function("sigmoid", Elementwise::sigmoid, 0.5, 1 / (1 + Math.exp(-0.5))),
                function("softplus", Elementwise::softplus, 0.5, Math.log(1 + Math.exp(0.5))),
                function("log1mexp", Elementwise::log1mexp, -0.5, Math.log(1 - Math.exp(-0.5))),
                function("relu", Elementwise::relu, 0.5, 0.5),
                function("abs", Elementwise::abs, -0.5, 0.5),
                function("sign", Elementwise::sign, -0.5, -1),
                function("sin", Elementwise::sin, 0.5, Math.sin(0.5)),
                function("cos", Elementwise::cos, 0.5, Math.cos(0.5)),
                function("tan", Elementwise::tan, 0.5, Math.tan(0.5)),
                function("asin", Elementwise::asin, 0.5, Math.PI / 6),
                function("acos", Elementwise::acos, 0.5, Math.PI / 3),
                function("atan", Elementwise::atan, 1, Math.PI / 4),
                function("sinh", Elementwise::sinh, 0.5, Math.sinh(0.5)),
                function("cosh", Elementwise::cosh, 0.5, Math.cosh(0.5)),
                function("pow", x -> Pairwise.pow(x, 3), 0.5, 0.125),
                function("max", x -> Pairwise.max(x, x.tape().constant(1)), 0.5, 1),
                function("min", x -> Pairwise.min(x, x.tape().constant(1)), 0.5, 0.5),
                function("logRatio", x -> Pairwise.logRatio(x, x.tape().constant(2)), 0.5, -2 * Math.log(2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofOneEntry")
    void aFunctionOfOneEntryIsTheFunctionOfItsName(String name, UnaryOperator<Var> f, double x, double value) {
        assertThat(evaluated(f, number(x)).data[0]).isCloseTo(value, within(0x1p-51 * Math.abs(value)));
        try (Tape tape = new Tape()) {
            Var y = f.apply(tape.variable("x", x));
            assertThat(y.toString()).startsWith(y.isConstant() ? "const " : "v1 = " + name + "[x");
        }
    }

    @ParameterizedTest
    @MethodSource("tails")
    void theLogarithmOfASigmoidKeepsItsDigits(double x, double value) {
        assertThat(evaluated(Elementwise::logSigmoid, number(x)).data[0])
                .isCloseTo(value, within(0x1p-51 * Math.abs(value)));
    }

    private static Stream<Arguments> tails() {
        return Stream.of(
                arguments(40, -4.248354255291589e-18),
                arguments(0, -Math.log(2)),
                arguments(-1000, -1000),
                arguments(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    private static Arguments step(String text, UnaryOperator<Var> f) {
        return arguments(text, f);
    }

    private static Stream<Arguments> steps() {
        return Stream.of(
                step("logSumExp[x] 1×1", x -> Softmaxes.logSumExp(x)),
                step("logSumExp of each row[x] 3×1", x -> Softmaxes.logSumExp(x, Each.ROW)),
                step("logSumExp of each column[x] 1×3", x -> Softmaxes.logSumExp(x, Each.COLUMN)),
                step("softmax of each row[x] 3×3", x -> Softmaxes.softmax(x, Each.ROW)),
                step("logSoftmax of each column[x] 3×3", x -> Softmaxes.logSoftmax(x, Each.COLUMN)),
                step("maximum of each row[x] 3×1", x -> Reductions.maximum(x, Each.ROW)),
                step("norm[x] 1×1", x -> Reductions.norm(x, Each.MATRIX)),
                step("cumulativeSum of each column[x] 3×3", x -> Reductions.cumulativeSum(x, Each.COLUMN)),
                step("cumulativeSum from the last of each row[x] 3×3", x -> new Reductions.CumulativeSum(Each.ROW, true)
                        .of(x)),
                step("reshape[x] 1×9", x -> Shaping.reshape(x, 1, 9)),
                step("slice[x] 1×3", x -> Shaping.rows(x, 1, 2)),
                step("place[x] 4×4", x -> Shaping.place(x, 1, 1, 4, 4)),
                step("stackRows[x, x] 6×3", x -> Shaping.stackRows(x, x)),
                step("stackColumns[x, x] 3×6", x -> Shaping.stackColumns(x, x)),
                step("gatherRows[x] 1×3", x -> Shaping.gatherRows(x, 2)),
                step("scatterRows[x] 5×3", x -> Shaping.scatterRows(x, 5, 4, 0, 0)),
                step("lower[x] 3×3", Triangles::lower),
                step("upper[x] 3×3", Triangles::upper),
                step("diagonal[x] 3×1", Triangles::diagonal),
                step("solve[x, x] 3×3", x -> Solves.solve(x, x)),
                step("det[x] 1×1", Solves::det),
                step("eigenvalues[x] 3×1", Spectra::eigenvalues),
                step("eigenvectors[x] 3×3", Spectra::eigenvectors),
                step("singularValues[x] 3×1", Singular::singularValues),
                step("rightVectors[x] 3×3", x -> Singular.RIGHT_VECTORS.of(x)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aStepIsCalledByItsFunction(String text, UnaryOperator<Var> f) {
        try (Tape tape = new Tape()) {
            assertThat(f.apply(tape.variable("x", generic(3, 3, 1)))).hasToString("v1 = " + text);
        }
    }

    private static Stream<Arguments> constants() {
        return Stream.of(arguments("largestShares of each row", new Reductions.LargestShares(Each.ROW)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constants")
    void aLocallyConstantOneSaysSoWhereADerivativeIsAskedOfIt(String label, AlongLines p) {
        assertThat(p.label()).isEqualTo(label);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> p.derivative(0))
                .withMessage(label + " is locally constant");
    }
}
