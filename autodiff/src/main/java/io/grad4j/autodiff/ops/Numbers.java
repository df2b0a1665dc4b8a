package io.grad4j.autodiff.ops;

import java.util.Arrays;

/** Numbers of rows, which nobody can change: a list of boxed ones would cost more than the rows that it picks. */
final class Numbers {
    private final int[] numbers;

    private Numbers(int[] numbers) {
        this.numbers = numbers;
    }

    /** A copy of {@code numbers}. */
    static Numbers of(int... numbers) {
        return new Numbers(numbers.clone());
    }

    /** {@code numbers} themselves, which their maker gives away. */
    static Numbers given(int[] numbers) {
        return new Numbers(numbers);
    }

    int size() {
        return numbers.length;
    }

    int get(int i) {
        return numbers[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Numbers that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
