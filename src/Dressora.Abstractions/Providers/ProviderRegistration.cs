namespace Dressora.Providers;

/// <summary>Says that a provider is registered under a name, as a keyed singleton <see cref="IGenerationProvider"/>.</summary>
/// <param name="Name">The name: lower-case letters, digits and <c>-</c>, from 1 to 40 characters, beginning with a letter.</param>
public sealed record ProviderRegistration(string Name);
