namespace Dressora;

/// <summary>
/// Carries a refused address out of the connection callback, whose only other answer is a stream.
/// </summary>
internal sealed class AddressRefusedException() : Exception("The host has an address that is not public.");
