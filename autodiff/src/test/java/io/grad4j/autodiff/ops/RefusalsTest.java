package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.factor;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.positive;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.Matrices.spd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the named functions refuse: shapes that do not fit, entries outside the domain, entries that are not finite. */
class RefusalsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A function of the variables a, b, c. */
    @FunctionalInterface
    interface Use {
        Object of(Var... x);
    }

    /** The words of the refusal, the function, and the matrices it refuses. */
    private static Arguments refused(String message, Use use, DMatrixRMaj... x) {
        return arguments(message, use, List.of(x));
    }

    /** Steps of rules, which a function of the user's never gives such shapes. */
    private static Stream<Arguments> stepsOfRules() {
        DMatrixRMaj a = generic(2, 3, 1);
        DMatrixRMaj b = generic(3, 2, 2);
        return Stream.of(
                refused("pairedDifferences: argument b: 3×2 where 2×3", x -> paired(x[0], x[1]), a, b),
                refused("laplacian: argument v: 3×2 where 2×2", x -> new Distances.Laplacian(1).of(x[1], x[0]), a, b),
                refused(
                        "crossEntropy: argument z: 3×2 where 2×3",
                        x -> new CrossEntropy(Each.ROW).of(x[0], x[1]),
                        a,
                        b),
                refused(
                        "crossEntropy slope of each row: argument z: 3×2 where 2×3",
                        x -> new CrossEntropy.Slope(Each.ROW).of(x[0], x[0], x[1]),
                        a,
                        b),
                refused(
                        "crossEntropy slope of each row: argument s: 3×2 where 2×1",
                        x -> new CrossEntropy.Slope(Each.ROW).of(x[1], x[0], x[0]),
                        a,
                        b),
                refused(
                        "centred by softmax of each column: argument v: 3×2 where 2×3",
                        x -> new Softmaxes.Centred(Each.COLUMN).of(x[0], x[1]),
                        a,
                        b));
    }

    private static Var paired(Var a, Var b) {
        return new Distances.PairedDifferences(1).of(a, b);
    }

    private static Stream<Arguments> pairs() {
        DMatrixRMaj a = generic(2, 3, 1);
        DMatrixRMaj b = generic(3, 2, 2);
        String broadcast = ": argument b: 3×2 cannot be broadcast with a, which is 2×3";
        return Stream.of(
                refused("pow" + broadcast, x -> Pairwise.pow(x[0], x[1]), a, b),
                refused("max" + broadcast, x -> Pairwise.max(x[0], x[1]), a, b),
                refused("min" + broadcast, x -> Pairwise.min(x[0], x[1]), a, b),
                refused("share" + broadcast, x -> Pairwise.SHARE.of(x[0], x[1]), a, b),
                refused("logRatio" + broadcast, x -> Pairwise.logRatio(x[0], x[1]), a, b),
                refused("divergenceTerms" + broadcast, x -> Pairwise.divergenceTerms(x[0], x[1]), a, b),
                refused("expTimesDifference" + broadcast, x -> Pairwise.EXP_TIMES_DIFFERENCE.of(x[0], x[1]), a, b),
                refused("xlogy: elementMultOrZero" + broadcast, x -> Pairwise.xlogy(x[0], x[1]), a, positive(3, 2, 2)),
                refused(
                        "xlogy: log: argument x: entry (0,1) = -1.0 is outside the domain",
                        x -> Pairwise.xlogy(x[0], x[1]),
                        row(1, 1),
                        row(1, -1)),
                refused(
                        "logRatio: argument a: entry (0,1) = -2.0 is not positive",
                        x -> Pairwise.logRatio(x[0], x[1]),
                        row(1, -2),
                        row(1, 1)),
                refused(
                        "logRatio: argument b: entry (1,0) = 0.0 is not positive",
                        x -> Pairwise.logRatio(x[0], x[1]),
                        number(1),
                        column(1, 0)),
                refused(
                        "logRatio: argument a: entry (0,0) = Infinity is not finite",
                        x -> Pairwise.logRatio(x[0], x[1]),
                        number(INFINITY),
                        number(1)),
                refused(
                        "pow: argument a: no real power -2.0^0.25 at entry (1,2); shape 2×1",
                        x -> Pairwise.pow(x[0], x[1]),
                        column(3, -2),
                        row(2, 3, 0.25)),
                refused(
                        "pow: argument a: no real power -2.0^0.25 at entry (2,1); shape 1×2",
                        x -> Pairwise.pow(x[0], x[1]),
                        row(3, -2),
                        column(2, 3, 0.25)),
                refused(
                        "clamp: argument low: 2.0 is not at most high = 1.0",
                        x -> Pairwise.clamp(x[0], 2, 1),
                        number(1)));
    }

    private static Stream<Arguments> triangles() {
        DMatrixRMaj wide = generic(2, 3, 3);
        String square = ": argument x: 2×3 where a square matrix is needed";
        return Stream.of(
                refused("lower" + square, x -> Triangles.lower(x[0]), wide),
                refused("upper" + square, x -> Triangles.upper(x[0]), wide),
                refused("lower" + square, x -> Triangles.LOWER_HALF.of(x[0]), wide),
                refused("diagonal" + square, x -> Triangles.diagonal(x[0]), wide),
                refused("trace: diagonal" + square, x -> Triangles.trace(x[0]), wide),
                refused(
                        "diagonalMatrix: argument x: 2×3 where 2×1 is needed",
                        x -> Triangles.diagonalMatrix(x[0]),
                        wide));
    }

    private static Stream<Arguments> factorizations() {
        DMatrixRMaj wide = generic(2, 3, 4);
        DMatrixRMaj l = factor(2, 5);
        DMatrixRMaj b = generic(3, 1, 6);
        String square = ": argument L: 2×3 where a square matrix is needed";
        String rows = ": argument B: 3×1 where 2×1 is needed";
        String pivot = ": argument L: entry (1,1) = 0.0 is no finite, nonzero pivot";
        String below = ": argument L: entry (1,0) = NaN is not finite";
        DMatrixRMaj zeroPivot = matrix(new double[] {1, 0}, new double[] {2, 0});
        DMatrixRMaj nan = matrix(new double[] {1, 0}, new double[] {NAN, 1});
        return Stream.of(
                refused("solveLower" + square, x -> Factorizations.solveLower(x[0], x[1]), wide, b),
                refused("solveLowerTrans" + square, x -> Factorizations.solveLowerTrans(x[0], x[1]), wide, b),
                refused("solveLower" + rows, x -> Factorizations.solveLower(x[0], x[1]), l, b),
                refused("solveLowerTrans" + rows, x -> Factorizations.solveLowerTrans(x[0], x[1]), l, b),
                refused("solveLower" + pivot, x -> Factorizations.solveLower(x[0], x[0]), zeroPivot),
                refused("solveLowerTrans" + pivot, x -> Factorizations.solveLowerTrans(x[0], x[0]), zeroPivot),
                refused("solveLower" + below, x -> Factorizations.solveLower(x[0], x[0]), nan),
                refused("solveLowerTrans" + below, x -> Factorizations.solveLowerTrans(x[0], x[0]), nan),
                refused(
                        "solveLower: argument L: entry (0,0) = Infinity is no finite, nonzero pivot",
                        x -> Factorizations.solveLower(x[0], x[0]),
                        number(INFINITY)),
                refused(
                        "logDetSpd: cholesky: argument A: is not positive definite: pivot 1 is -3.0, entry (1,1) = 1.0",
                        x -> Factorizations.logDetSpd(x[0]),
                        matrix(new double[] {1, 2}, new double[] {2, 1})));
    }

    private static Stream<Arguments> solves() {
        DMatrixRMaj wide = generic(2, 3, 7);
        DMatrixRMaj infinite = matrix(new double[] {1, INFINITY}, new double[] {0, 1});
        String square = ": argument A: 2×3 where a square matrix is needed";
        String finite = ": argument A: entry (0,1) = Infinity is not finite";
        return Stream.of(
                refused("solve" + square, x -> Solves.solve(x[0], x[0]), wide),
                refused("solve" + finite, x -> Solves.solve(x[0], x[0]), infinite),
                refused("is singular to working precision at pivot 0", x -> Solves.inverse(x[0]), number(0)),
                refused("det" + square, x -> Solves.det(x[0]), wide),
                refused("det" + finite, x -> Solves.det(x[0]), infinite),
                refused("cofactors" + square, x -> Solves.COFACTORS.of(x[0]), wide),
                refused("cofactors" + finite, x -> Solves.COFACTORS.of(x[0]), infinite),
                refused("argument A: 2×3 where a square matrix", x -> Solves.LOG_ABS_DET.of(x[0]), wide),
                refused("logAbsDet" + finite, x -> Solves.LOG_ABS_DET.of(x[0]), infinite),
                refused("argument A: 2×3 where a square matrix", x -> Solves.SIGN_DET.of(x[0]), wide),
                refused("signDet" + finite, x -> Solves.SIGN_DET.of(x[0]), infinite),
                refused(
                        "solveSpd: solveLower: argument B: 3×1 where 2×1 is needed",
                        x -> Solves.solveSpd(x[0], x[1]),
                        spd(2, 8),
                        generic(3, 1, 9)));
    }

    private static Stream<Arguments> spectra() {
        DMatrixRMaj wide = generic(2, 3, 10);
        DMatrixRMaj nan = matrix(new double[] {1, NAN}, new double[] {0, 1});
        String square = ": argument A: 2×3 where a square matrix is needed";
        String finite = ": argument A: entry (0,1) = NaN is not finite";
        DMatrixRMaj twice = matrix(new double[] {2, 1, 1}, new double[] {1, 2, 1}, new double[] {1, 1, 2});
        return Stream.of(
                refused("eigenvalues" + square, x -> Spectra.eigenvalues(x[0]), wide),
                refused("eigenvalues" + finite, x -> Spectra.eigenvalues(x[0]), nan),
                refused("eigenvectors" + square, x -> Spectra.EIGENVECTORS.of(x[0]), wide),
                refused("eigenvectors" + finite, x -> Spectra.EIGENVECTORS.of(x[0]), nan),
                refused(
                        "eigenvectors: argument A: eigenvalues 0 and 1 are equal",
                        x -> Spectra.eigenvectors(x[0]),
                        twice),
                refused(
                        "eigenvectors: argument X: 2×3 where a square matrix is needed",
                        x -> Spectra.OVER_GAPS.of(x[0], x[1]),
                        wide,
                        column(1, 2)),
                refused(
                        "eigenvectors: argument λ: 3×1 where 2×1 is needed",
                        x -> Spectra.OVER_GAPS.of(x[0], x[1]),
                        generic(2, 2, 11),
                        column(1, 2, 3)),
                refused(
                        "rightVectors: argument A: 2×3 has fewer rows than columns",
                        x -> Singular.RIGHT_VECTORS.of(x[0]),
                        wide),
                refused(
                        "singularValues: argument A: entry (1,0) = NaN is not finite",
                        x -> Singular.singularValues(x[0]),
                        column(1, NAN)),
                refused(
                        "singularValues: singularValues: argument A: entry (1,0) = NaN is not finite",
                        x -> Singular.singularValues(x[0]),
                        row(1, NAN)),
                refused(
                        "rightVectors: argument A: entry (0,0) = Infinity is not finite",
                        x -> Singular.RIGHT_VECTORS.of(x[0]),
                        column(INFINITY, 1)));
    }

    private static Stream<Arguments> gaussians() {
        DMatrixRMaj points = generic(4, 2, 12);
        DMatrixRMaj mean = row(0, 0);
        DMatrixRMaj wide = row(0, 0, 0);
        DMatrixRMaj scale = row(1, 1);
        DMatrixRMaj factor = factor(2, 13);
        String fit = " does not fit x, whose rows are the points, 4×2";
        Use density = x -> Gaussians.logDensity(x[0], x[1], x[2]);
        Use byCholesky = x -> Gaussians.logDensityByCholesky(x[0], x[1], x[2]);
        return Stream.of(
                refused("argument mu: 1×3" + fit, density, points, wide, scale),
                refused("argument mu: 3×2" + fit, density, points, generic(3, 2, 14), scale),
                refused("argument sigma: 1×3" + fit, density, points, mean, wide),
                refused("argument sigma: 2×1" + fit, density, points, mean, column(1, 1)),
                refused("argument x: entry (0,1) = NaN is NaN", density, row(0, NAN), mean, scale),
                refused("argument mu: entry (0,0) = Infinity is not finite", density, points, row(INFINITY, 0), scale),
                refused("gaussian whiten: argument mu: 1×3 where 1×2", byCholesky, points, wide, factor),
                refused("gaussian whiten: argument mu: 3×2 where 1×2", byCholesky, points, generic(3, 2, 15), factor),
                refused("gaussian whiten: argument L: 3×3 where 2×2", byCholesky, points, mean, factor(3, 16)),
                refused("gaussian whiten: argument x: entry (0,1) = NaN is NaN", byCholesky, row(0, NAN), mean, factor),
                refused(
                        "gaussian whiten: argument L: entry (2,2) = -1.0 is not positive",
                        byCholesky,
                        row(1, 2, 3),
                        wide,
                        CommonOps_DDRM.diag(1, 1, -1)),
                refused(
                        "gaussian whiten: argument L: entry (1,2) = 7.0 is above the diagonal and not 0",
                        byCholesky,
                        row(1, 2, 3),
                        wide,
                        matrix(new double[] {1, 0, 0}, new double[] {0, 1, 7}, new double[] {0, 0, 1})),
                refused(
                        "logDensityByCovariance: cholesky: argument A: 2×3 where a square matrix is needed",
                        x -> Gaussians.logDensityByCovariance(x[0], x[1], x[2]),
                        points,
                        mean,
                        generic(2, 3, 17)),
                refused(
                        "logDensityByPrecision: cholesky: argument A: is not positive definite: pivot 0 is -1.0",
                        x -> Gaussians.logDensityByPrecision(x[0], x[1], x[2]),
                        points,
                        mean,
                        CommonOps_DDRM.diag(-1, 1)),
                refused(
                        "logDensityByPrecision: mult: argument b: 3×3 cannot follow a, which is 4×2",
                        x -> Gaussians.logDensityByPrecision(x[0], x[1], x[2]),
                        points,
                        mean,
                        spd(3, 18)));
    }

    private static Stream<Arguments> lines() {
        DMatrixRMaj z = generic(2, 3, 19);
        return Stream.of(
                refused("mean: argument x: no entries", x -> Reductions.mean(x[0], Each.ROW), new DMatrixRMaj(2, 0)),
                refused(
                        "variance: argument x: no entries",
                        x -> Reductions.variance(x[0], Each.COLUMN),
                        new DMatrixRMaj(0, 2)),
                refused(
                        "crossEntropy: argument p: 3×2 where 2×3 is needed",
                        x -> Softmaxes.crossEntropy(x[0], x[1]),
                        generic(3, 2, 20),
                        z),
                refused(
                        "crossEntropy: argument p: 2×1 where 2×3 is needed",
                        x -> Softmaxes.crossEntropy(x[0], x[1]),
                        column(0, 2),
                        z));
    }

    private static Stream<Arguments> all() {
        return Stream.of(
                        stepsOfRules(),
                        pairs(),
                        triangles(),
                        factorizations(),
                        solves(),
                        spectra(),
                        gaussians(),
                        lines())
                .flatMap(table -> table);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    @Convention("bounds")
    void aBadArgumentIsNamedAndLeavesTheTapeAsItWas(String message, Use use, List<DMatrixRMaj> matrices) {
        try (Tape tape = new Tape()) {
            Var[] x = IntStream.range(0, matrices.size())
                    .mapToObj(i -> tape.variable("abc".substring(i, i + 1), matrices.get(i)))
                    .toArray(Var[]::new);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> use.of(x))
                    .withMessageContaining(message);
            assertThat(tape.steps()).containsExactly(x);
            assertThat(Matrices.entries(tape.gradients(x[0].sum()).of(x[0])))
                    .satisfies(gradient -> assertThat(Arrays.stream(gradient)).allMatch(g -> g == 1));
        }
    }
}
