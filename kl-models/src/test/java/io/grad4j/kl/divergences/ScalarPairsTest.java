package io.grad4j.kl.divergences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.GradientCheck;
import io.grad4j.kl.distributions.Univariate;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;

/** Every ordered pair of distributions of a number: its value against quadrature, its gradient against differences. */
class ScalarPairsTest {
    /** Entries of a gradient that are smaller drown in the rounding of the differences of a value near 1. */
    private static final double EXCUSED = 1e-8;

    /** A pair and a point in the boxes of both. */
    record Pair(ScalarKind p, ScalarKind q, DMatrixRMaj at) {
        Univariate first() {
            return p.of(at, 0);
        }

        Univariate second() {
            return q.of(at, p.parameters());
        }

        Var divergence(Var x) {
            return Kl.divergence(x.tape(), p.of(x, 0), q.of(x, p.parameters()));
        }

        double value(DMatrixRMaj x) {
            return Kl.divergence(p.of(x, 0), q.of(x, p.parameters()));
        }

        boolean isAnswered() {
            Univariate a = first();
            Univariate b = second();
            if (a.isDiscrete() != b.isDiscrete()) {
                return false;
            }
            try {
                return Double.isFinite(Kl.divergence(a, b));
            } catch (UnsupportedPairException e) {
                return false;
            }
        }
    }

    @Provide
    Arbitrary<Pair> answered() {
        return Arbitraries.of(ScalarKind.class)
                .tuple2()
                .flatMap(kinds -> Arbitraries.longs().map(seed -> pair(kinds.get1(), kinds.get2(), seed)))
                .filter(10_000, Pair::isAnswered)
                .withoutEdgeCases();
    }

    /** Uniform in the boxes. */
    static Pair pair(ScalarKind p, ScalarKind q, long seed) {
        double[] u = new Random(seed).doubles(6).toArray();
        double[] first = p.at(u[0], u[1], u[2]);
        double[] second = q.at(u[3], u[4], u[5]);
        double[] at = new double[first.length + second.length];
        System.arraycopy(first, 0, at, 0, first.length);
        System.arraycopy(second, 0, at, first.length, second.length);
        return new Pair(p, q, DMatrixRMaj.wrap(at.length, 1, at));
    }

    @Property(tries = 600)
    void theDivergenceIsTheIntegralOfTheLogRatio(@ForAll("answered") Pair pair) {
        Estimate quadrature = Kl.byQuadrature(pair.first(), pair.second());
        assertThat(Kl.divergence(pair.first(), pair.second()))
                .as("%s: quadrature %s", pair, quadrature)
                .isCloseTo(
                        quadrature.value(),
                        within(10 * quadrature.error() + 1e-9 * (1 + Math.abs(quadrature.value()))));
        assertThat(quadrature.error())
                .as("%s: quadrature %s", pair, quadrature)
                .isLessThan(1e-6 * (1 + quadrature.value()));
    }

    @Property(tries = 150)
    void theGradientAgreesWithDifferences(@ForAll("answered") Pair pair) {
        GradientCheck.of(pair::value)
                .hand(x -> Autodiff.gradient(pair::divergence, x))
                .excuse(EXCUSED)
                .at(pair.at())
                .assertRight();
    }
}
