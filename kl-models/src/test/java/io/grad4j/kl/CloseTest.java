package io.grad4j.kl;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CloseTest {
    @Test
    void aSlipOfTwoPartsInABillionIsCaught() {
        assertThatThrownBy(() -> assertClose(1 + 2e-9, 1, 1e-9)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aNanIsNeverClose() {
        assertThatThrownBy(() -> assertClose(Double.NaN, 1, 1e-9)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertClose(1, Double.NaN, 1e-9)).isInstanceOf(AssertionError.class);
    }
}
