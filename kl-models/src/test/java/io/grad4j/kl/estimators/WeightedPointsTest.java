package io.grad4j.kl.estimators;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class WeightedPointsTest {
    private static double mean(WeightedPoints x, DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += x.weights().data[i] * f.applyAsDouble(x.points().get(i, 0));
        }
        return sum;
    }

    @Test
    void hermiteNodesGiveTheMomentsOfTheStandardNormalLaw() {
        for (int nodes : new int[] {1, 2, 7, 20}) {
            WeightedPoints x = WeightedPoints.gaussHermite(nodes, 1);
            double moment = 1;
            for (int half = 0; 2 * half < 2 * nodes; half++) {
                int degree = 2 * half;
                assertClose(mean(x, v -> Math.pow(v, degree)), moment, TO_HAND_FORMULA);
                assertThat(mean(x, v -> Math.pow(v, degree + 1))).isCloseTo(0, within(moment * degree * 1e-13 + 1e-15));
                moment *= degree + 1;
            }
        }
    }

    @Test
    void hermiteWeightsKeepTheirDigitsFarOut() {
        // E e^{tx} = e^{t²/2}; at t = 20 it is made of the weights about x = 20, which are below 1e-87.
        assertClose(mean(WeightedPoints.gaussHermite(300, 1), v -> Math.exp(20 * v)), Math.exp(200), 1e-11);
    }

    @Test
    void theGridSeesASharpTurnThatHermiteNodesMiss() {
        // E log(1 + e^{24x}) = φ(0)·(24 + π²/6/24) up to the fourth order in 1/24.
        DoubleUnaryOperator turn = v -> Math.max(24 * v, 0) + Math.log1p(Math.exp(-Math.abs(24 * v)));
        double fine = mean(WeightedPoints.normalGrid(0.01, 1), turn);
        double density = 1 / Math.sqrt(2 * Math.PI);
        assertThat(fine).isCloseTo(density * (24 + Math.PI * Math.PI / 6 / 24), within(1e-3));
        assertClose(mean(WeightedPoints.normalGrid(0.04, 1), turn), fine, 1e-8);
        assertThat(Math.abs(mean(WeightedPoints.gaussHermite(60, 1), turn) - fine))
                .isGreaterThan(1e-3);
        assertThatThrownBy(() -> WeightedPoints.normalGrid(2, 1)).hasMessageContaining("normalGrid");
    }

    @Test
    void weightsOfAProductAreProducts() {
        WeightedPoints line = WeightedPoints.gaussHermite(3, 1);
        WeightedPoints space = WeightedPoints.gaussHermite(3, 3);
        assertThat(space.size()).isEqualTo(27);
        DMatrixRMaj w = space.weights();
        assertClose(w.data[0], Math.pow(line.weights().data[0], 3), 1e-15);
        assertClose(w.data[1 + 3 * 2], line.weights().data[1] * line.weights().data[2] * line.weights().data[0], 1e-15);
        assertThat(space.points().get(1 + 3 * 2, 1)).isEqualTo(line.points().get(2, 0));
    }
}
