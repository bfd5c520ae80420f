using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("public async void [|GoAsync|]() => await Task.Delay(1);", "returns void")]
    [InlineData("public int [|Go|]() => 1;", "returns int")]
    [InlineData("public async IAsyncEnumerable<int> [|GoAsync|]() { await Task.Delay(1); yield return 1; }", "returns System.Collections.Generic.IAsyncEnumerable<int>")]
    [InlineData("public async Task [|GoAsync|]<T>(T value) => await Task.Delay(1);", "type parameters")]
    [InlineData("public Task [|GoAsync|](ref int value) => Task.Delay(value);", "'value'", "by reference")]
    [InlineData("public Task [|GoAsync|](out int value) { value = 1; return Task.Delay(value); }", "'value'", "by reference")]
    [InlineData("public Task [|GoAsync|](in int value) => Task.Delay(value);", "'value'", "by reference")]
    [InlineData("public Task [|GoAsync|](Span<int> values) => Task.Delay(values.Length);", "'values'", "ref struct")]
    [InlineData("public async Task [|GoAsync|](int Target) => await Task.Delay(Target);", "'Target'", "every message has")]
    public void ASignatureThatNoMessageCanHaveIsReported(string method, params string[] messageParts) =>
        AnalyzerRun.Refuses(Signature, $"partial class Orders {{ [Chainable] {method} }}", messageParts);

    [Theory]
    [InlineData("partial class Orders<T> { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); }", "'Orders'", "type parameters")]
    [InlineData("file partial class Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); }", "'Orders'", "file-local")]
    [InlineData("partial struct Orders { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(1); }", "'Orders'", "struct")]
    [InlineData("interface IOrders { [Chainable] void [|Go|](); }", "'Go'", "returns void")]
    [InlineData("partial interface IOrders { [Chainable] public static async Task [|GoAsync|]() => await Task.Delay(1); }", "'GoAsync'", "static")]
    [InlineData("static class Orders { extension(string text) { [Chainable] public async Task [|GoAsync|]() => await Task.Delay(text.Length); } }", "'GoAsync'", "extension member")]
    [InlineData("partial class Orders { [Chainable, System.Runtime.InteropServices.DllImport(\"x\")] public static extern Task [|GoAsync|](); }", "'GoAsync'", "no body")]
    [InlineData("interface IOrders<T> { [Chainable] Task [|GoAsync|](); }", "'IOrders'", "type parameters")]
    public void ATypeThatCannotHaveChainableMethodsIsReported(string source, params string[] messageParts) => AnalyzerRun.Refuses(Signature, source, messageParts);

    [Fact]
    public void AnOverrideInATypeThatIsNotPartialIsReportedThoughItIsNotMarked() => AnalyzerRun.Reports(
        NotPartial, "partial class Orders { [Chainable] public virtual async Task GoAsync() => await Task.Delay(1); } class Parcels : Orders { public override async Task [|GoAsync|]() => await Task.Delay(2); }", "'Parcels'", "not partial");

    [Fact]
    public void AContractMayHaveAParameterThatIsCalledLikeItsRecord() => AnalyzerRun.Accepts("public interface IOrders { [Chainable] Task GoAsync(int Arguments); }");

    [Theory]
    [InlineData("public async Task GoAsync() => await Task.Delay(1);")]
    [InlineData("public async Task<int> GoAsync(int count, string? text = null) { await Task.Delay(count); return count; }")]
    [InlineData("public async ValueTask GoAsync() => await Task.Delay(1);")]
    [InlineData("public async ValueTask<int?> GoAsync(params int[] counts) { await Task.Delay(1); return counts.Length; }")]
    [InlineData("public static async Task GoAsync(CancellationToken token) => await Task.Delay(1, token);")]
    [InlineData("public virtual async Task GoAsync() => await Task.Delay(1);")]
    [InlineData("public Task GoAsync(int count) => Task.Delay(count);")]
    [InlineData("public async Task GoAsync(string client) => await Task.Delay(client.Length);")]
    [InlineData("public async Task GoAsync(int count) => await Task.Delay(count); [Chainable] public async Task GoAsync(int count, CancellationToken token) => await Task.Delay(count, token);")]
    [InlineData("public partial Task GoAsync(int count); public partial async Task GoAsync(int count) => await Task.Delay(count);")]
    public void TasksOfValuesAreNot(string method) => AnalyzerRun.Accepts($"partial class Orders {{ [Chainable] {method} }}");
}
