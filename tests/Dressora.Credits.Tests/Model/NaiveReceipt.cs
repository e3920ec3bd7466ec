namespace Dressora.Ledger.Tests.Model;

internal sealed record NaiveReceipt(CreditEntryKind Kind, string Target, long? Asked, long Moved, string? Refusal, long Sequence);
