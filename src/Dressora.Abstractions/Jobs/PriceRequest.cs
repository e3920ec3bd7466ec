namespace Dressora;

/// <summary>What a price may depend on.</summary>
/// <param name="Account">Who would pay.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="Provider">The provider that would be asked first.</param>
/// <param name="Model">The model that would be asked.</param>
public sealed record PriceRequest(AccountId Account, GenerationRequest Request, string Provider, string Model);
