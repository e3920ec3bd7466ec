namespace Dressora.Ledger.Tests.Model;

internal sealed record NaiveReceipt(string Kind, string Target, long? Asked, bool IsRefused, long Sequence);
