using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class DroppedCallTests
{
    [Theory]
    [InlineData("async Task", "payments.RefundAsync(\"x\");")]
    [InlineData("async Task", "_ = payments.RefundAsync(\"x\");")]
    [InlineData("async Task", "var task = payments.RefundAsync(\"x\");")]
    [InlineData("async Task", "Task task; task = payments.RefundAsync(\"x\"); await Task.Yield();")]
    [InlineData("async Task", "var task = payments is null ? Task.CompletedTask : payments.RefundAsync(\"x\"); await Task.Yield();")]
    [InlineData("async Task", "var tasks = new[] { 1, 2 }.Select(n => payments.RefundAsync(\"x\")).ToList(); await Task.Yield();")]
    [InlineData("Task", "payments.RefundAsync(\"x\"); return Task.CompletedTask;")]
    public void ACallThatNothingAwaitsIsReported(string returns, string body)
    {
        var source = Source(returns, body);
        var found = Assert.Single(AnalyzerRun.Analyze(AnalyzerRun.Compile(source)), diagnostic => diagnostic.Id == DroppedCall);
        Assert.Equal("payments.RefundAsync(\"x\")", source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Contains("'RefundAsync' is never awaited", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await payments.RefundAsync(\"x\");")]
    [InlineData("await Task.Yield(); _ = await payments.ChargeAsync(\"x\", 1);")]
    [InlineData("_ = Task.CompletedTask; await payments.RefundAsync(\"x\");")]
    public void AwaitedCallsAndOtherTasksAreNot(string body) => AnalyzerRun.Accepts(Source("async Task", body));

    [Theory]
    [InlineData("var task = payments.RefundAsync(\"x\"); await task;")]
    [InlineData("await Task.WhenAll(payments.RefundAsync(\"x\"), payments.RefundAsync(\"y\"));")]
    [InlineData("Task task; if (payments is null) { task = Task.CompletedTask; } else { task = payments.RefundAsync(\"x\"); } await task;")]
    [InlineData("var task = payments is null ? Task.CompletedTask : payments.RefundAsync(\"x\"); await task;")]
    [InlineData("var tasks = new[] { 1, 2 }.Select(n => payments.RefundAsync(\"x\")).ToList(); await Task.WhenAll(tasks);")]
    [InlineData("var tasks = new List<Task>(); tasks.Add(payments.RefundAsync(\"x\")); await Task.WhenAll(tasks);")]
    public void ACallThatIsAwaitedLaterIsNot(string body) =>
        Assert.DoesNotContain(AnalyzerRun.Analyze(AnalyzerRun.Compile(Source("async Task", body))), diagnostic => diagnostic.Id == DroppedCall);

    [Fact]
    public void ItIsAWarning() => Assert.Equal(DiagnosticSeverity.Warning, AsyncSplit.Generators.Diagnostics.Descriptors.Of(DroppedCall).DefaultSeverity);

    private static string Source(string returns, string body) => $$"""
        partial class Orders(Shop.IPayments payments)
        {
            [Chainable] public {{returns}} GoAsync() { {{body}} }
        }
        """;
}
