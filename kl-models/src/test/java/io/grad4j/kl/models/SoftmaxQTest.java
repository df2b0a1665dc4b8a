package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SoftmaxQTest {
    /** q with its partials by i, j and k from one sweep. */
    record Partials(double q, double byI, double byJ, double byK) {
        static Partials at(double i, double j, double k) {
            try (Tape tape = new Tape()) {
                Var centre = tape.variable("i", i);
                Var points = tape.variable("x", DMatrixRMaj.wrap(2, 1, new double[] {j, k}));
                Var first = tape.constant(DMatrixRMaj.wrap(2, 1, new double[] {1, 0}));
                Var q = exp(SoftmaxQ.logProbabilities(centre, points)).dot(first);
                Gradients gradients = tape.gradients(q);
                double[] x = gradients.of(points).data;
                return new Partials(q.scalar(), gradients.of(centre).data[0], x[0], x[1]);
            }
        }

        DMatrixRMaj partials() {
            return DMatrixRMaj.wrap(1, 3, new double[] {byI, byJ, byK});
        }
    }

    @Property
    void theDisplayedPartialsAreRight(
            @ForAll @DoubleRange(min = -2, max = 2) double i,
            @ForAll @DoubleRange(min = -2, max = 2) double j,
            @ForAll @DoubleRange(min = -2, max = 2) double k) {
        Partials tape = Partials.at(i, j, k);
        // The displayed quotients lose digits where their two terms cancel, so they are held to the size of those
        // terms.
        double[] displayed = SoftmaxFormulas.displayedPartials(i, j, k);
        assertThat(tape.q).isCloseTo(SoftmaxFormulas.q(i, j, k), within(1e-14));
        assertThat(tape.byI).isCloseTo(displayed[0], within(1e-13));
        assertThat(tape.byJ).isCloseTo(displayed[1], within(1e-13));
        assertThat(tape.byK).isCloseTo(displayed[2], within(1e-13));
    }

    @Property
    void theStableFormOfThePartialsAgreesToTheLastDigits(
            @ForAll @DoubleRange(min = -4, max = 4) double i,
            @ForAll @DoubleRange(min = -4, max = 4) double j,
            @ForAll @DoubleRange(min = -4, max = 4) double k) {
        // The two differences of squares round at up to 64 ulps, which is what the slope of e^s then sees.
        assertClose(Partials.at(i, j, k).partials(), SoftmaxFormulas.partials(i, j, k), 1e-13);
    }

    @Property
    void thePartialsSumToZero(
            @ForAll @DoubleRange(min = -3, max = 3) double i,
            @ForAll @DoubleRange(min = -3, max = 3) double j,
            @ForAll @DoubleRange(min = -3, max = 3) double k) {
        Partials tape = Partials.at(i, j, k);
        double size = Math.abs(tape.byI) + Math.abs(tape.byJ) + Math.abs(tape.byK);
        assertThat(tape.byI + tape.byJ + tape.byK).isCloseTo(0, within(1e-15 * size));
    }

    @Test
    void whereTheDisplayedFormulaIsZeroByZeroTheTapeKeepsAllDigits() {
        assertThat(SoftmaxFormulas.displayedPartials(0, 30, 30.1)).containsOnly(Double.NaN);
        Partials tape = Partials.at(0, 30, 30.1);
        // s = 30.1² - 30² is about 6 after squares of about 900, so its relative rounding is about 2e-14.
        assertClose(tape.q, 0.9975519196246998, 1e-15);
        assertClose(tape.byK, 0.14701365412213, 1e-13);
    }

    @Provide
    Arbitrary<DMatrixRMaj> points() {
        return Arbitraries.integers()
                .between(2, 8)
                .flatMap(n -> Points.column(n, 2))
                .withoutEdgeCases();
    }

    @Property
    void withManyPointsThePartialsOfALogProbabilityAreTheHandFormula(
            @ForAll("points") DMatrixRMaj x, @ForAll @DoubleRange(min = -2, max = 2) double i) {
        double[] expected = SoftmaxFormulas.logNeighbourPartials(i, x.data, 0);
        // Where q is almost 1 the hand formula has lost the digits of 1 - q.
        Assume.that(Close.size(expected) > 0.05);
        try (Tape tape = new Tape()) {
            Var centre = tape.variable("i", i);
            Var points = tape.variable("x", x);
            DMatrixRMaj first = new DMatrixRMaj(x.numRows, 1);
            first.data[0] = 1;
            Gradients gradients = tape.gradients(SoftmaxQ.logProbabilities(centre, points), first);
            DMatrixRMaj actual = new DMatrixRMaj(1, expected.length);
            actual.data[0] = gradients.of(centre).data[0];
            System.arraycopy(gradients.of(points).data, 0, actual.data, 1, x.numRows);
            assertClose(actual, expected, TO_HAND_FORMULA);
        }
    }
}
