package io.lyceum.faults.stage;

/**
 * A machine of the stage.
 *
 * @param name of its network namespace too
 * @param address how the others reach it
 */
public record Host(String name, String address) {}
