package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DomainTest {
    private static Stream<Domain> domains() {
        return Stream.of(
                Domain.any(),
                Domain.positive(),
                Domain.box(-0.3, 0.9),
                Domain.logUniform(1e-8, 1),
                Domain.simplex(),
                Domain.spd());
    }

    @ParameterizedTest
    @MethodSource("domains")
    void whatIsDrawnOfferedOrSimplerLiesInside(Domain domain) {
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 1; n < 6; n++) {
            Shape shape = domain.shape(n);
            DMatrixRMaj drawn = domain.draw(shape, random);
            assertThat(shape.matches(drawn)).isTrue();
            assertThat(domain.contains(drawn)).isTrue();
            assertThat(domain.nice(shape)).allMatch(domain::contains);
            assertThat(domain.simpler(drawn)).allMatch(domain::contains);
            if (n > 1) {
                assertThat(domain.simpler(drawn)).isNotEmpty();
                assertThat(domain.contains(domain.without(drawn, n - 1))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("domains")
    void becomingSimplerComesToAnEnd(Domain domain) {
        DMatrixRMaj x = domain.draw(domain.shape(3), new SplittableRandom(8));
        int steps = 0;
        for (List<DMatrixRMaj> next = domain.simpler(x); !next.isEmpty(); next = domain.simpler(x)) {
            x = next.get(next.size() - 1);
            assertThat(steps++).isLessThan(200);
        }
    }

    @ParameterizedTest
    @MethodSource("domains")
    void aSeedDrawsTheSamePointAgain(Domain domain) {
        Shape shape = domain.shape(4);
        assertThat(domain.draw(shape, new SplittableRandom(9)).data)
                .isEqualTo(domain.draw(shape, new SplittableRandom(9)).data);
    }

    @Test
    void niceNumbersComeFirstAndDiffer() {
        assertThat(Domain.any().nice(new Shape(3, 1)).get(0).data).containsExactly(0, 1, -1);
        assertThat(Domain.positive().nice(new Shape(2, 1)).get(0).data).containsExactly(1, 0.5);
        assertThat(Domain.simplex().nice(new Shape(4, 1)).get(0).data).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(Domain.box(5, 6).nice(new Shape(2, 1))).isEmpty();
    }

    @Test
    void theBorderAndWhatIsNotFiniteLieOutside() {
        assertThat(Domain.any().contains(row(Double.NaN))).isFalse();
        assertThat(Domain.positive().contains(row(1, 0))).isFalse();
        assertThat(Domain.box(0, 1).contains(row(1))).isFalse();
        assertThat(Domain.simplex().contains(column(0.5, 0.4))).isFalse();
        assertThat(Domain.simplex().contains(column(1.5, -0.5))).isFalse();
        assertThat(Domain.spd().contains(matrix(new double[] {1, 2}, new double[] {2, 1})))
                .isFalse();
        assertThat(Domain.spd().contains(matrix(new double[] {1, 0.1}, new double[] {0, 1})))
                .isFalse();
    }

    @Test
    void anEmptyDomainIsRefused() {
        assertThatThrownBy(() -> Domain.box(1, 1)).hasMessageContaining("no numbers between 1.0 and 1.0");
        assertThatThrownBy(() -> Domain.logUniform(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Domain.spd().nice(new Shape(2, 3))).hasMessageContaining("2×3");
    }
}
