package io.molspectra.predict;

/**
 * The device in use and why it is this one.
 *
 * @param device never {@link Device#auto()}
 * @param reason in words: asked for, or what was found when the choice was left open
 */
public record DeviceChoice(Device device, String reason) {}
