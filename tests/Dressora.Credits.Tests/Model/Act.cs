namespace Dressora.Ledger.Tests.Model;

/// <summary>An operation, and how long after the one before it comes. The clock may step back.</summary>
internal sealed record Act(CreditOperation Operation, TimeSpan Later);
