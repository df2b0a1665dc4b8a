package io.grad4j.kl.divergences;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.GaussianFormulas;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class GaussianTest {
    /** Means 1×n and covariances n×n of two Gaussians. */
    record Pair(DMatrixRMaj muP, DMatrixRMaj sigmaP, DMatrixRMaj muQ, DMatrixRMaj sigmaQ) {}

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> gaussians() {
        return Arbitraries.integers()
                .between(1, 6)
                .flatMap(Points::gaussian)
                .filter(g -> isGeneric(GaussianFormulas.gradientFromStandard(g.get1().data, g.get2().data)))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Pair> diagonalPairs() {
        return Arbitraries.integers()
                .between(1, 6)
                .flatMap(n -> Combinators.combine(Points.gaussian(n), Points.gaussian(n))
                        .as((p, q) -> new Pair(p.get1(), p.get2(), q.get1(), q.get2())))
                .filter(pair -> isGeneric(GaussianFormulas.diagonalGradient(
                        pair.muP.data, pair.sigmaP.data, pair.muQ.data, pair.sigmaQ.data)))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Pair> fullPairs() {
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(n -> Combinators.combine(
                                Points.matrix(1, n, 2),
                                Points.covariance(n),
                                Points.matrix(1, n, 2),
                                Points.covariance(n))
                        .as(Pair::new))
                .filter(pair -> isGeneric(
                        Arrays.stream(handGradient(pair)).map(g -> g.data).toArray(double[][]::new)))
                .withoutEdgeCases();
    }

    @Property
    void againstTheStandardGaussianValueAndGradientAreTheHandFormulas(
            @ForAll("gaussians") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> gaussian) {
        try (Tape tape = new Tape()) {
            Var mu = tape.variable("mu", gaussian.get1());
            Var sigma = tape.variable("sigma", gaussian.get2());
            Var kl = Gaussian.klFromStandard(mu, sigma);
            Gradients gradients = tape.gradients(kl);
            double[] m = gaussian.get1().data;
            double[] s = gaussian.get2().data;
            assertClose(kl.scalar(), GaussianFormulas.klFromStandard(m, s), TO_HAND_FORMULA);
            double[][] expected = GaussianFormulas.gradientFromStandard(m, s);
            assertClose(gradients.of(mu), expected[0], TO_HAND_FORMULA);
            assertClose(gradients.of(sigma), expected[1], TO_HAND_FORMULA);
        }
    }

    @Property
    void theLogVarianceFormAgreesWithTheStandardDeviationForm(
            @ForAll("gaussians") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> gaussian) {
        DMatrixRMaj logVariance = new DMatrixRMaj(1, gaussian.get2().numCols);
        CommonOps_DDRM.elementLog(gaussian.get2(), logVariance);
        CommonOps_DDRM.scale(2, logVariance);
        try (Tape tape = new Tape()) {
            Var mu = tape.constant(gaussian.get1());
            double byVariance = Gaussian.klFromStandardByLogVariance(mu, tape.constant(logVariance))
                    .scalar();
            assertClose(
                    byVariance,
                    Gaussian.klFromStandard(mu, tape.constant(gaussian.get2())).scalar(),
                    TO_HAND_FORMULA);
        }
    }

    @Property
    void betweenDiagonalGaussiansTheFourGradientsAreTheHandFormulas(@ForAll("diagonalPairs") Pair pair) {
        try (Tape tape = new Tape()) {
            Var[] x = variables(tape, pair);
            Gradients gradients = tape.gradients(Gaussian.kl(x[0], x[1], x[2], x[3]));
            double[][] expected =
                    GaussianFormulas.diagonalGradient(pair.muP.data, pair.sigmaP.data, pair.muQ.data, pair.sigmaQ.data);
            for (int i = 0; i < 4; i++) {
                assertClose(gradients.of(x[i]), expected[i], TO_HAND_FORMULA);
            }
        }
    }

    @Property
    void betweenFullGaussiansValueAndFourGradientsAreTheHandFormulas(@ForAll("fullPairs") Pair pair) {
        try (Tape tape = new Tape()) {
            Var[] x = variables(tape, pair);
            Var kl = Gaussian.klByCovariance(x[0], x[1], x[2], x[3]);
            Gradients gradients = tape.gradients(kl);
            assertClose(
                    kl.scalar(),
                    GaussianFormulas.kl(column(pair.muP), pair.sigmaP, column(pair.muQ), pair.sigmaQ),
                    TO_HAND_FORMULA);
            DMatrixRMaj[] expected = handGradient(pair);
            for (int i = 0; i < 4; i++) {
                assertClose(gradients.of(x[i]), expected[i].data, TO_HAND_FORMULA);
            }
        }
    }

    @Property
    void aDiagonalCovarianceGivesTheDiagonalDivergence(@ForAll("diagonalPairs") Pair pair) {
        try (Tape tape = new Tape()) {
            Var[] x = variables(tape, pair);
            double diagonal = Gaussian.kl(x[0], x[1], x[2], x[3]).scalar();
            double full = Gaussian.klByCholesky(
                            x[0],
                            tape.constant(CommonOps_DDRM.diag(pair.sigmaP.data)),
                            x[2],
                            tape.constant(CommonOps_DDRM.diag(pair.sigmaQ.data)))
                    .scalar();
            assertClose(full, diagonal, TO_HAND_FORMULA);
        }
    }

    @Property
    void theDivergenceIsNeverNegativeAndZeroFromItself(@ForAll("fullPairs") Pair pair) {
        try (Tape tape = new Tape()) {
            Var[] x = variables(tape, pair);
            assertThat(Gaussian.klByCovariance(x[0], x[1], x[2], x[3]).scalar()).isNotNegative();
            assertThat(Gaussian.klByCovariance(x[0], x[1], x[0], x[1]).scalar()).isBetween(0.0, 1e-28);
        }
    }

    @Test
    void theTwoDimensionalAnchorHolds() {
        try (Tape tape = new Tape()) {
            double kl = Gaussian.klByCovariance(
                            row(tape, 0.3, -0.4),
                            tape.constant(new DMatrixRMaj(new double[][] {{2, 0.3}, {0.3, 1}})),
                            row(tape, -0.1, 0.9),
                            tape.constant(new DMatrixRMaj(new double[][] {{1, -0.2}, {-0.2, 0.7}})))
                    .scalar();
            assertClose(kl, 1.585357323656565, 1e-15);
        }
    }

    @Test
    void theVariationalTermKeepsItsDigitsAtTinyLogVariance() {
        try (Tape tape = new Tape()) {
            double kl = Gaussian.klFromStandardByLogVariance(row(tape, 0), row(tape, 1e-9))
                    .scalar();
            assertClose(kl, 2.5e-19, 1e-9);
        }
    }

    @Test
    void aTinyStandardDeviationGivesAFiniteDivergence() {
        try (Tape tape = new Tape()) {
            double kl = Gaussian.klFromStandard(row(tape, 0), row(tape, 1e-300)).scalar();
            // -½ - ln 1e-300
            assertClose(kl, 300 * Math.log(10) - 0.5, 1e-15);
        }
    }

    @Test
    void oneDimensionIsTheTextbookFormula() {
        try (Tape tape = new Tape()) {
            double kl = Gaussian.kl(row(tape, 1), row(tape, 2), row(tape, -0.5), row(tape, 3))
                    .scalar();
            assertClose(kl, Math.log(1.5) + (4 + 2.25) / 18 - 0.5, 1e-15);
        }
    }

    @Test
    void badParametersAreRefusedByName() {
        try (Tape tape = new Tape()) {
            Var mu = row(tape, 0, 0);
            Var sigma = row(tape, 1, 1);
            Var indefinite = tape.constant(new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}}));
            Var spd = tape.constant(new DMatrixRMaj(new double[][] {{2, 1}, {1, 2}}));
            assertThatThrownBy(() -> Gaussian.klFromStandard(mu, row(tape, 1, -1)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("(0,1) = -1.0 is not positive");
            assertThatThrownBy(() -> Gaussian.klFromStandard(row(tape, Double.NaN, 0), sigma))
                    .hasMessageContaining("(0,0) = NaN");
            assertThatThrownBy(() -> Gaussian.klByCovariance(mu, indefinite, mu, spd))
                    .hasMessageContaining("not positive definite")
                    .hasMessageContaining("pivot 1 is -3.0");
            assertThatThrownBy(() -> Gaussian.klByCholesky(mu, spd, mu, spd))
                    .hasMessageContaining("above the diagonal");
            assertThatThrownBy(() -> Gaussian.kl(mu, sigma, row(tape, 0), sigma))
                    .hasMessageContaining("1×1")
                    .hasMessageContaining("1×2");
        }
    }

    /** No gradient is so small that the hand formula, a difference of numbers near 1, has lost it. */
    private static boolean isGeneric(double[][] gradients) {
        return Arrays.stream(gradients).allMatch(g -> Close.size(g) > 0.05);
    }

    private static DMatrixRMaj[] handGradient(Pair pair) {
        return GaussianFormulas.gradient(column(pair.muP), pair.sigmaP, column(pair.muQ), pair.sigmaQ);
    }

    private static DMatrixRMaj column(DMatrixRMaj row) {
        return CommonOps_DDRM.transpose(row, null);
    }

    private static Var[] variables(Tape tape, Pair pair) {
        return new Var[] {
            tape.variable("muP", pair.muP),
            tape.variable("sigmaP", pair.sigmaP),
            tape.variable("muQ", pair.muQ),
            tape.variable("sigmaQ", pair.sigmaQ)
        };
    }

    private static Var row(Tape tape, double... entries) {
        return tape.constant(DMatrixRMaj.wrap(1, entries.length, entries));
    }
}
