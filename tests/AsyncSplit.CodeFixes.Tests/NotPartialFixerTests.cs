using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class NotPartialFixerTests
{
    [Fact]
    public void TheTypeAndThoseAroundItBecomePartial() => FixRun.Fixes<NotPartialFixer>(
        NotPartial,
        """
        // Orders.
        class Outer
        {
            public sealed class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
        }
        """,
        """
        // Orders.
        partial class Outer
        {
            public sealed partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
        }
        """);

    [Fact]
    public void ARecordToo() => FixRun.Fixes<NotPartialFixer>(
        NotPartial,
        "[Serializable] public record class Orders(int Id) { [Chainable] public async Task GoAsync() => await Task.Delay(Id); }",
        "[Serializable] public partial record class Orders(int Id) { [Chainable] public async Task GoAsync() => await Task.Delay(Id); }");

    [Fact]
    public void DocumentationAttributesCommentsAndRegionsStay() => FixRun.Fixes<NotPartialFixer>(
        NotPartial,
        """
        #region Shop
        /// <summary>Orders.</summary>
        [Serializable] // of old
        /* inside */ class Outer
        {
            #region Handlers
            private protected /* why */ class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
            #endregion
        }
        #endregion
        """,
        """
        #region Shop
        /// <summary>Orders.</summary>
        [Serializable] // of old
        /* inside */ partial class Outer
        {
            #region Handlers
            private protected /* why */ partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
            #endregion
        }
        #endregion
        """);

    [Fact]
    public void AllTypesOfAFileAtOnceAndEachOnlyOnce() => FixRun.FixesAll<NotPartialFixer>(
        NotPartial,
        """
        class Orders
        {
            [Chainable] public async Task GoAsync() => await Task.Delay(1);
            [Chainable] public async Task ComeAsync() => await Task.Delay(1);
        }
        internal class Others { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
        """,
        """
        partial class Orders
        {
            [Chainable] public async Task GoAsync() => await Task.Delay(1);
            [Chainable] public async Task ComeAsync() => await Task.Delay(1);
        }
        internal partial class Others { [Chainable] public async Task GoAsync() => await Task.Delay(1); }
        """);
}
