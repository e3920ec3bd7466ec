using Dressora.Ledger;

namespace Dressora.PostgreSql;

/// <summary>An account that the transaction has locked.</summary>
/// <param name="Book">The account, opened.</param>
/// <param name="Sequence">The sequence that it was loaded at; 0 for an account that is not there.</param>
internal sealed record LoadedAccount(AccountBook Book, long Sequence);
