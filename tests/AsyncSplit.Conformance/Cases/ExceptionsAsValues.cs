using AsyncSplit;
using Conformance;

namespace Conformance.Cases;

// Exceptions as elements, members, arguments and results, the same one in several places, and those inside others.
[Case]
public partial class ExceptionsAsValues(IProbe probe, IExceptionsAsValuesTeller teller)
{
    public static IEnumerable<object?[]> Inputs => [[0], [3]];

    [Chainable]
    public async Task<string> Run(int n)
    {
        var errors = new List<Exception>();
        ExceptionsAsValuesReport? report = null;
        for (var i = 0; i < n; i++)
        {
            try
            {
                await probe.Fail(i == 1 ? "custom" : "invalid", $"failure {i}");
            }
            catch (Exception e)
            {
                errors.Add(e);
                report = new ExceptionsAsValuesReport(i, e);
                await probe.Note("caught");
                if (!ReferenceEquals(errors[^1], report.Error))
                {
                    await probe.Note("not the same");
                }
            }
        }

        var outer = new InvalidOperationException("outer", new ExceptionsAsValuesOwn("inner", n) { Hint = "h" });
        outer.Data["n"] = n;
        outer.HelpLink = "https://example.org";
        var inner = outer.InnerException;
        await probe.Note("nested");
        var text = $"{string.Join(", ", errors.Select(error => $"{error.GetType().Name} {error.Message} {(error as ProbeException)?.Code}"))} {report?.At} {report?.Error.Message} {ReferenceEquals(outer.InnerException, inner)} {outer.Data["n"]} {outer.HelpLink} {((ExceptionsAsValuesOwn)inner!).N} {((ExceptionsAsValuesOwn)inner).Hint}";
        var told = await teller.Tell(errors.FirstOrDefault());
        text += $" {told?.GetType().Name} {told?.Message}";
        try
        {
            if (errors.Count > 0)
            {
                throw new AggregateException("several", errors);
            }
        }
        catch (AggregateException several)
        {
            await probe.Note("several");
            text += $" {several.InnerExceptions.Count} {several.Message}";
        }

        return text;
    }
}

public sealed record ExceptionsAsValuesReport(int At, Exception Error);

public sealed class ExceptionsAsValuesOwn(string message, int n) : Exception(message)
{
    public int N { get; } = n;

    public string? Hint { get; set; }
}

public interface IExceptionsAsValuesTeller
{
    [Chainable] Task<Exception?> Tell(Exception? error);
}

public partial class ExceptionsAsValuesTeller : IExceptionsAsValuesTeller
{
    public Task<Exception?> Tell(Exception? error) => Task.FromResult(error is null ? null : (Exception)new ExceptionsAsValuesOwn($"told {error.Message}", 1));
}
