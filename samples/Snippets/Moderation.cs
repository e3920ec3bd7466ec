using Dressora;

namespace Snippets;

internal interface IModerationService
{
    Task<bool> IsHarmlessAsync(Stream image, CancellationToken cancellationToken);
}

// snippet: review
internal sealed class Moderation(IModerationService service) : IResultReview
{
    public async ValueTask<ReviewVerdict> ReviewAsync(ResultToReview result, CancellationToken cancellationToken = default)
    {
        await using var image = await result.OpenAsync(cancellationToken);
        return await service.IsHarmlessAsync(image, cancellationToken) ? ReviewVerdict.Deliver : ReviewVerdict.Refuse;
    }
}
// end-snippet
