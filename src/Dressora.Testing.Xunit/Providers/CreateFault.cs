namespace Dressora.Testing;

/// <summary>What the upstream behind a provider does with the next create.</summary>
public enum CreateFault
{
    /// <summary>It takes the work on and hangs up before it answers.</summary>
    LostAnswer,

    /// <summary>It fails in a way that proves nothing about the bill: over HTTP, 503.</summary>
    Broken,

    /// <summary>It asks to slow down, once: over HTTP, 429. A second try would succeed.</summary>
    Throttled,

    /// <summary>It finds the request wrong: over HTTP, 400.</summary>
    RequestRefused,

    /// <summary>Its moderation refuses the prompt or an image at once.</summary>
    ContentRefused,

    /// <summary>The account has no money left: over HTTP, 402.</summary>
    AccountEmpty,

    /// <summary>
    /// Nothing listens where it used to be. The last thing that is asked of an upstream.
    /// </summary>
    Unreachable,
}
