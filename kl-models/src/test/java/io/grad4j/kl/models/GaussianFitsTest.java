package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.estimators.Divergence;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.kl.models.MixtureTarget.Component;
import io.grad4j.kl.optimization.GradientDescent;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.Optimizer;
import io.grad4j.kl.optimization.Progress;
import io.grad4j.kl.optimization.QuasiNewton;
import io.grad4j.kl.optimization.StoppingRule;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;

/** One Gaussian against ½N(-3, ½²) + ½N(3, ½²), and against two correlated modes in the plane. */
class GaussianFitsTest {
    private static final Optimizer<Objective> SEARCH = new QuasiNewton(new StoppingRule(1e-6, 500), Progress.NONE);

    /** A gradient within 1e-6 leaves this much of the parameters open, the curvatures here being above 0.1. */
    private static final double REACHED = 1e-5;

    private static final MixtureTarget LINE = MixtureTarget.of(Component.of(0.5, -3, 0.5), Component.of(0.5, 3, 0.5));
    private static final GaussianFits ON_LINE = new GaussianFits(LINE, WeightedPoints.normalGrid(0.05, 1), SEARCH);

    private static final MixtureTarget PLANE = MixtureTarget.of(
            new Component(0.4, row(-2, -1), matrix(0.3, 0.1, 0.2)),
            new Component(0.6, row(2, 1), matrix(0.2, -0.1, 0.4)));
    private static final GaussianFits ON_PLANE = new GaussianFits(PLANE, WeightedPoints.normalGrid(0.25, 2), SEARCH);

    private static DMatrixRMaj row(double... entries) {
        return DMatrixRMaj.wrap(1, entries.length, entries.clone());
    }

    private static DMatrixRMaj matrix(double xx, double xy, double yy) {
        return new DMatrixRMaj(new double[][] {{xx, xy}, {xy, yy}});
    }

    @Example
    void theForwardFitCoversBothModes() {
        GaussianFit byMoments = ON_LINE.momentMatching();
        assertThat(byMoments.mean().data[0]).isZero();
        assertThat(Math.sqrt(byMoments.covariance().data[0])).isCloseTo(3.0414, within(5e-5));
        GaussianFit bySearch = ON_LINE.forward(row(1), row(2));
        assertThat(bySearch.divergence()).isEqualTo(Divergence.FORWARD_KL);
        assertThat(bySearch.mean().data[0]).isCloseTo(0, within(10 * REACHED));
        assertThat(bySearch.covariance().data[0]).isCloseTo(9.25, within(10 * REACHED));
        assertThat(bySearch.kl()).isCloseTo(byMoments.kl(), within(1e-10));
        // KL = -H(P) + ½ ln(2πe·9.25), where H(P) is ln 2 + H(N(·, ½²)) but for the overlap of the modes, which is
        // below 1e-8.
        assertThat(byMoments.kl()).isCloseTo(Math.log(3.041381265149110 / 0.5) - Math.log(2), within(1e-8));
    }

    @Example
    void theReverseFitSeeksOneModeWhereItIsLogTwo() {
        for (double side : new double[] {-1, 1}) {
            GaussianFit fit = ON_LINE.reverse(row(side), row(1));
            assertThat(fit.divergence()).isEqualTo(Divergence.REVERSE_KL);
            assertThat(fit.mean().data[0]).isCloseTo(3 * side, within(REACHED));
            assertThat(Math.sqrt(fit.covariance().data[0])).isCloseTo(0.5, within(REACHED));
            assertThat(fit.kl()).isCloseTo(Math.log(2), within(1e-7));
        }
        assertThat(ON_LINE.reverseFromEachComponent())
                .extracting(fit -> fit.mean().data[0] > 0)
                .containsExactly(false, true);
    }

    @Property(tries = 20)
    void quadratureAgreesWithADenseGrid(
            @ForAll @DoubleRange(min = 2, max = 4) double m, @ForAll @DoubleRange(min = 0.3, max = 0.7) double s) {
        double step = 0.01;
        double forward = 0;
        double reverse = 0;
        for (int i = -2500; i <= 2500; i++) {
            double x = i * step;
            double logP = logMixture(x);
            double logQ = logNormal(x, m, s);
            forward += step * Math.exp(logP) * (logP - logQ);
            reverse += step * Math.exp(logQ) * (logQ - logP);
        }
        try (Tape tape = new Tape()) {
            assertClose(ON_LINE.forwardKl(tape.constant(m), tape.constant(s)).scalar(), forward, 1e-10);
            assertClose(ON_LINE.reverseKl(tape.constant(m), tape.constant(s)).scalar(), reverse, 1e-8);
        }
    }

    private static double logNormal(double x, double m, double s) {
        double z = (x - m) / s;
        return -z * z / 2 - Math.log(s) - Math.log(2 * Math.PI) / 2;
    }

    private static double logMixture(double x) {
        double left = logNormal(x, -3, 0.5);
        double right = logNormal(x, 3, 0.5);
        return Math.max(left, right) + Math.log1p(Math.exp(-Math.abs(left - right))) - Math.log(2);
    }

    @Example
    void inThePlaneTheForwardFitHasTheMomentsAndTheReverseFitsTheModes() {
        GaussianFit byMoments = ON_PLANE.momentMatching();
        assertThat(byMoments.mean().data).containsExactly(new double[] {0.4, 0.2}, within(1e-15));
        // Within 0.24, -0.02, 0.32; between 0.24·(4, 2)ᵀ(4, 2).
        assertThat(byMoments.covariance().data).containsExactly(new double[] {4.08, 1.9, 1.9, 1.28}, within(1e-14));
        GaussianFit bySearch = ON_PLANE.forward(row(0, 0), matrix(1, 0, 1));
        assertThat(bySearch.mean().data).containsExactly(byMoments.mean().data, within(10 * REACHED));
        assertThat(bySearch.covariance().data).containsExactly(byMoments.covariance().data, within(10 * REACHED));
        // Half the step changes nothing: the quadrature is exact to the eighth digit.
        GaussianFits finer = new GaussianFits(PLANE, WeightedPoints.normalGrid(0.125, 2), SEARCH);
        List<GaussianFit> modes = ON_PLANE.reverseFromEachComponent();
        for (int k = 0; k < 2; k++) {
            Component component = PLANE.components().get(k);
            GaussianFit found = modes.get(k);
            GaussianFit fromAfar = ON_PLANE.reverse(k == 0 ? row(-1.5, -0.5) : row(1.5, 0.5), matrix(0.5, 0, 0.5));
            // The modes are four standard deviations apart, so each fit feels the other mode a little.
            assertThat(found.mean().data).containsExactly(component.mean().data, within(0.02));
            assertThat(found.covariance().data).containsExactly(component.covariance().data, within(0.02));
            assertThat(found.kl()).isCloseTo(-Math.log(component.weight()), within(0.01));
            try (Tape tape = new Tape()) {
                Var again = finer.reverseKl(tape.constant(found.mean()), cholesky(tape.constant(found.covariance())));
                assertClose(again.scalar(), found.kl(), 1e-8);
            }
            assertThat(fromAfar.mean().data).containsExactly(found.mean().data, within(10 * REACHED));
        }
    }

    @Example
    void densitiesAddUpToOneOnAGrid() {
        DMatrixRMaj grid = new DMatrixRMaj(161 * 161, 2);
        for (int i = 0; i < grid.numRows; i++) {
            grid.set(i, 0, (i / 161 - 80) * 0.15);
            grid.set(i, 1, (i % 161 - 80) * 0.15);
        }
        for (DMatrixRMaj density : List.of(
                PLANE.density(grid),
                ON_PLANE.momentMatching().density(grid),
                ON_PLANE.reverseFromEachComponent().get(0).density(grid))) {
            double sum = 0;
            for (double p : density.data) {
                sum += p * 0.15 * 0.15;
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Example
    void aMixtureOfOneIsFittedByItselfInBothDirections() {
        MixtureTarget one = MixtureTarget.of(new Component(1, row(1, 2), matrix(2, 0.5, 1)));
        GaussianFits fits = new GaussianFits(one, WeightedPoints.gaussHermite(8, 2), SEARCH);
        for (GaussianFit fit :
                List.of(fits.forward(row(0, 0), matrix(1, 0, 1)), fits.reverse(row(0, 0), matrix(1, 0, 1)))) {
            assertThat(fit.mean().data).containsExactly(new double[] {1, 2}, within(REACHED));
            assertThat(fit.covariance().data).containsExactly(new double[] {2, 0.5, 0.5, 1}, within(10 * REACHED));
            assertThat(fit.kl()).isCloseTo(0, within(1e-11));
        }
    }

    @Example
    void whatIsNoMixtureOrNoFitIsRefused() {
        assertThatThrownBy(MixtureTarget::of)
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("none given");
        assertThatThrownBy(() -> MixtureTarget.of(Component.of(0.5, 0, 1))).hasMessageContaining("their sum is 0.5");
        assertThatThrownBy(() -> MixtureTarget.of(Component.of(-1, 0, 1))).hasMessageContaining("component 0: -1.0");
        assertThatThrownBy(() -> MixtureTarget.of(Component.of(1, 0, 0))).hasMessageContaining("covariance");
        assertThatThrownBy(() -> MixtureTarget.of(Component.of(1, Double.NaN, 1)))
                .hasMessageContaining("NaN");
        assertThatThrownBy(
                        () -> MixtureTarget.of(Component.of(0.5, 0, 1), new Component(0.5, row(1, 2), matrix(1, 0, 1))))
                .hasMessageContaining("mean of component 1: 1×2 where 1×1 is needed");
        assertThatThrownBy(() -> ON_PLANE.reverse(row(1), matrix(1, 0, 1))).hasMessageContaining("1×1 where 1×2");
        assertThatThrownBy(() -> ON_PLANE.reverse(row(1, 1), matrix(1, 2, 1))).hasMessageContaining("covariance");
        GaussianFits hasty = new GaussianFits(
                LINE, WeightedPoints.gaussHermite(60, 1), new GradientDescent(1e-3, new StoppingRule(1e-8, 2)));
        assertThatThrownBy(() -> hasty.reverse(row(1), row(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the fit by KL(p_θ‖q) ended with ITERATION_LIMIT after 2 iterations");
    }
}
