using System.Text.Json;

namespace Dressora.Emulators;

/// <summary>
/// Reads a set of faults strictly: a misspelt fault would make a test pass for the wrong reason.
/// </summary>
internal static class FaultSetReader
{
    private const int CountMax = 1_000_000;
    private const int SecondsMax = 86_400;
    private const int WordLengthMax = 100;

    /// <summary>Reads a body.</summary>
    /// <returns>The set, or what is wrong with which member.</returns>
    public static (FaultSet? Faults, Problem? Problem) Read(byte[] body)
    {
        try
        {
            using var document = CallBody.ParseObject(body);
            if (document is null)
            {
                return (null, new Problem("The body must be a JSON object."));
            }

            if (UnknownMember(document.RootElement) is { } unknown)
            {
                return (null, new Problem($"There is no fault named '{unknown}'.", unknown));
            }

            var faults = document.RootElement.Deserialize(EmulatorDocuments.Default.FaultSet)!;
            return Check(faults) is { } problem ? (null, problem) : (faults, null);
        }
        catch (JsonException failure)
        {
            var member = failure.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : null;
            return (null, new Problem($"The value of '{member}' has the wrong type, or it is given twice.", member));
        }
    }

    private static string? UnknownMember(JsonElement root)
    {
        var known = EmulatorDocuments.Default.FaultSet.Properties;
        return root.EnumerateObject()
            .Where(member => known.All(property => property.Name != member.Name))
            .Select(member => member.Name)
            .FirstOrDefault();
    }

    private static Problem? Check(FaultSet faults) =>
        Count("deliverFewer", faults.DeliverFewer)
        ?? Count("notFoundReads", faults.NotFoundReads)
        ?? Count("throttleCreates", faults.ThrottleCreates)
        ?? Count("unavailableReads", faults.UnavailableReads)
        ?? Seconds("delaySeconds", faults.DelaySeconds ?? 0)
        ?? Seconds("createDelaySeconds", faults.CreateDelaySeconds)
        ?? Seconds("callbackDelaySeconds", faults.CallbackDelaySeconds)
        ?? Word("failWithCode", faults.FailWithCode)
        ?? Word("unknownStatus", faults.UnknownStatus)
        ?? (faults.RejectCreatesWith is < 400 or > 599
            ? new Problem($"'rejectCreatesWith' is {faults.RejectCreatesWith}; it must be an HTTP status from 400 to 599.", "rejectCreatesWith")
            : null);

    private static Problem? Count(string name, int value) =>
        value is >= 0 and <= CountMax ? null : new Problem($"'{name}' is {value}; it must be from 0 to {CountMax}.", name);

    private static Problem? Seconds(string name, double value) =>
        value is >= 0 and <= SecondsMax
            ? null
            : new Problem(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"'{name}' is {value}; it must be from 0 to {SecondsMax} seconds."), name);

    private static Problem? Word(string name, string? value) =>
        value is null or { Length: > 0 and <= WordLengthMax }
            ? null
            : new Problem($"'{name}' must have 1 to {WordLengthMax} characters.", name);
}
