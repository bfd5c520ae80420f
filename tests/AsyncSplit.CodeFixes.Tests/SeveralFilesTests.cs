using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

/// <summary>Types whose parts stand in several files, at top level and nested: a fix changes what is in its way, wherever that stands, and nothing else.</summary>
public sealed class SeveralFilesTests
{
    private const string Part = "partial class Orders { private int _count; void Note() => _count++; int Count => _count; }";

    [Fact]
    public void APartThatIsNotPartialBecomesItThoughTheHandlerStandsInAnother() => FixRun.FixesFiles<NotPartialFixer>(
        NotPartial,
        [("Sample.cs", "partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"), ("Orders.Rest.cs", "public class Orders { public int Count => 1; }")],
        [("Sample.cs", "partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"), ("Orders.Rest.cs", "public partial class Orders { public int Count => 1; }")],
        isLegalBefore: false);

    [Fact]
    public void AllPartsBecomePartialAtOnce() => FixRun.FixesFiles<NotPartialFixer>(
        NotPartial,
        [("Sample.cs", "class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"), ("Orders.Rest.cs", "class Orders { public int Count => 1; }"), ("Orders.More.cs", "partial class Orders { public int More => 2; }")],
        [("Sample.cs", "partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"), ("Orders.Rest.cs", "partial class Orders { public int Count => 1; }"), ("Orders.More.cs", "partial class Orders { public int More => 2; }")],
        isLegalBefore: false);

    [Fact]
    public void TheTypesAroundANestedPartBecomePartialInEveryFile() => FixRun.FixesFiles<NotPartialFixer>(
        NotPartial,
        [("Sample.cs", "partial class Outer { partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } }"), ("Outer.Rest.cs", "class Outer { partial class Orders { public int Count => 1; } }")],
        [("Sample.cs", "partial class Outer { partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); } }"), ("Outer.Rest.cs", "partial class Outer { partial class Orders { public int Count => 1; } }")],
        isLegalBefore: false);

    [Fact]
    public void OfTypesInManyFilesEachIsMadePartialOnce() => FixRun.FixesFiles<NotPartialFixer>(
        NotPartial,
        [
            ("Sample.cs", "namespace Shop; class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task ComeAsync() => await Task.Delay(1); }"),
            ("Others.cs", "namespace Shop; class Others { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"),
        ],
        [
            ("Sample.cs", "namespace Shop; partial class Orders { [Chainable] public async Task GoAsync() => await Task.Delay(1); [Chainable] public async Task ComeAsync() => await Task.Delay(1); }"),
            ("Others.cs", "namespace Shop; partial class Others { [Chainable] public async Task GoAsync() => await Task.Delay(1); }"),
        ],
        fixesAll: true);

    [Fact]
    public void ADroppedCallIsAwaitedInItsOwnPart() => FixRun.FixesFiles<DroppedCallFixer>(
        DroppedCall,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public partial Task GoAsync(); public partial Task GoAsync() { payments.RefundAsync(\"x\"); return Task.CompletedTask; } }"), ("Orders.Rest.cs", Part)],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public partial Task GoAsync(); public async partial Task GoAsync() { await payments.RefundAsync(\"x\"); } }"), ("Orders.Rest.cs", Part)]);

    [Fact]
    public void ThePartWithTheBodyOfAPartialMethodIsFixedWhereverTheAttributeStands() => FixRun.FixesFiles<DroppedCallFixer>(
        DroppedCall,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public partial Task GoAsync(); }"), ("Orders.Rest.cs", "partial class Orders { public partial Task GoAsync() { payments.RefundAsync(\"x\"); return Task.CompletedTask; } }")],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public partial Task GoAsync(); }"), ("Orders.Rest.cs", "partial class Orders { public async partial Task GoAsync() { await payments.RefundAsync(\"x\"); } }")]);

    [Fact]
    public void AsyncStandsBeforePartialAndCommentsStay() => FixRun.FixesFiles<DroppedCallFixer>(
        DroppedCall,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] private partial Task GoAsync(); public Task Go() => GoAsync(); }"), ("Orders.Rest.cs", "partial class Orders\n{\n    // Back.\n    private /* so */ partial Task GoAsync() { payments.RefundAsync(\"x\"); return Task.CompletedTask; }\n}\n")],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] private partial Task GoAsync(); public Task Go() => GoAsync(); }"), ("Orders.Rest.cs", "partial class Orders\n{\n    // Back.\n    private /* so */ async partial Task GoAsync() { await payments.RefundAsync(\"x\"); }\n}\n")]);

    [Fact]
    public void AnAwaitStaysInItsStepThoughTheTaskComesFromAnotherPart() => FixRun.FixesFiles<InlineFixer>(
        LocalNotSerializable,
        [("Sample.cs", "partial class Orders { [Chainable] public async Task<int> GoAsync(string path) { var file = System.IO.File.OpenRead(path); await SaveAsync(); return file.ReadByte(); } }"), ("Orders.Rest.cs", "partial class Orders { private static Task SaveAsync() => Task.Delay(1); }")],
        [("Sample.cs", "partial class Orders { [Chainable] public async Task<int> GoAsync(string path) { var file = System.IO.File.OpenRead(path); await SaveAsync().Inline(); return file.ReadByte(); } }"), ("Orders.Rest.cs", "partial class Orders { private static Task SaveAsync() => Task.Delay(1); }")]);

    [Fact]
    public void ADeclarationMovesInItsOwnPart() => FixRun.FixesFiles<MoveDeclarationFixer>(
        LocalNotSerializable,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments)\n{\n    [Chainable]\n    public async Task<int> GoAsync(string path)\n    {\n        var file = Open(path);\n        await payments.RefundAsync(path);\n        return file.ReadByte();\n    }\n}\n"), ("Orders.Rest.cs", "partial class Orders { private static System.IO.Stream Open(string path) => System.IO.File.OpenRead(path); }")],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments)\n{\n    [Chainable]\n    public async Task<int> GoAsync(string path)\n    {\n        await payments.RefundAsync(path);\n        var file = Open(path);\n        return file.ReadByte();\n    }\n}\n"), ("Orders.Rest.cs", "partial class Orders { private static System.IO.Stream Open(string path) => System.IO.File.OpenRead(path); }")]);

    [Fact]
    public void DerivedTypesAreNamedOnOnePartOfTheirBase() => FixRun.FixesFiles<DerivedTypesFixer>(
        ParameterNotSerializable,
        [
            ("Sample.cs", "partial class Orders { [Chainable] public async Task GoAsync(Shape shape) { await Task.Delay(1); Console.WriteLine(shape); } }"),
            ("Shape.cs", "public abstract partial record Shape;\n"),
            ("Shape.Rest.cs", "public partial record Shape { public int Corners => 0; }\n"),
            ("Shapes.cs", "public sealed record Circle(int Radius) : Shape;\npublic sealed partial record Square(int Side) : Shape;\n"),
            ("Square.cs", "public sealed partial record Square { public int Area => Side * Side; }\n"),
        ],
        [
            ("Sample.cs", "partial class Orders { [Chainable] public async Task GoAsync(Shape shape) { await Task.Delay(1); Console.WriteLine(shape); } }"),
            ("Shape.cs", "using System.Text.Json.Serialization;\n\n[JsonDerivedType(typeof(Circle), \"Circle\")]\n[JsonDerivedType(typeof(Square), \"Square\")]\npublic abstract partial record Shape;\n"),
            ("Shape.Rest.cs", "public partial record Shape { public int Corners => 0; }\n"),
            ("Shapes.cs", "public sealed record Circle(int Radius) : Shape;\npublic sealed partial record Square(int Side) : Shape;\n"),
            ("Square.cs", "public sealed partial record Square { public int Area => Side * Side; }\n"),
        ]);

    [Fact]
    public void AResultIsReturnedAtOnceInItsOwnPart() => FixRun.FixesFiles<AlmostTailCallFixer>(
        AlmostTailCall,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public async Task<string> GoAsync() { var id = await payments.ChargeAsync(Name, 1); return id; } }"), ("Orders.Rest.cs", "partial class Orders { private const string Name = \"x\"; }")],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments) { [Chainable] public async Task<string> GoAsync() { return await payments.ChargeAsync(Name, 1); } }"), ("Orders.Rest.cs", "partial class Orders { private const string Name = \"x\"; }")]);

    [Fact]
    public void TheUsedPartOfATypeInSeveralFilesIsCaptured() => FixRun.FixesFiles<CaptureUsedPartFixer>(
        LocalNotSerializable,
        [("Sample.cs", "partial class Orders(Shop.IPayments payments)\n{\n    [Chainable]\n    public async Task<int> GoAsync(string path)\n    {\n        var page = new Page(path);\n        await payments.RefundAsync(path);\n        return page.Count;\n    }\n}\n"), ("Page.cs", "partial class Page(string path) { public System.IO.Stream Body { get; set; } = System.IO.File.OpenRead(path); }"), ("Page.Rest.cs", "partial class Page { public int Count => 1; }")],
        [("Sample.cs", "partial class Orders(Shop.IPayments payments)\n{\n    [Chainable]\n    public async Task<int> GoAsync(string path)\n    {\n        var page = new Page(path);\n        var count = page.Count;\n        await payments.RefundAsync(path);\n        return count;\n    }\n}\n"), ("Page.cs", "partial class Page(string path) { public System.IO.Stream Body { get; set; } = System.IO.File.OpenRead(path); }"), ("Page.Rest.cs", "partial class Page { public int Count => 1; }")]);
}
