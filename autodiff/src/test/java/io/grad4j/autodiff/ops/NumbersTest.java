package io.grad4j.autodiff.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void equalNumbersInTheSameOrderAreEqual() {
        Numbers numbers = Numbers.of(2, 0, 2);
        assertThat(numbers)
                .isEqualTo(Numbers.of(2, 0, 2))
                .hasSameHashCodeAs(Numbers.of(2, 0, 2))
                .hasToString("[2, 0, 2]")
                .isNotEqualTo(Numbers.of(0, 2, 2))
                .isNotEqualTo(Numbers.of(2, 0))
                .isNotEqualTo("[2, 0, 2]");
        assertThat(numbers.hashCode()).isNotEqualTo(Numbers.of(0, 2, 2).hashCode());
        assertThat(new Shaping.GatherRows(numbers)).isEqualTo(new Shaping.GatherRows(Numbers.of(2, 0, 2)));
    }

    @Test
    void whatIsCopiedDoesNotChange() {
        int[] given = {1, 2};
        Numbers numbers = Numbers.of(given);
        given[0] = 5;
        assertThat(numbers.get(0)).isEqualTo(1);
    }
}
