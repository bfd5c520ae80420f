using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Benchmarks.Compare.Generators;

/// <summary>What a key press costs: the next run of a driver that has run over the project before an edit of one file.</summary>
public abstract class GeneratorEdit : GeneratorScenario
{
    private CSharpCompilation _edited = null!;
    private GeneratorDriver _driver = null!;
    private string _text = "";
    private int _presses;

    public sealed override string Other => "its first run";

    /// <summary>Which file is edited, and what in it.</summary>
    protected abstract (string Path, string Text) Place { get; }

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        await base.SetUpAsync(isQuick).ConfigureAwait(false);
        _edited = Project.Clone();
        _driver = ManyHandlers.Driver().RunGenerators(_edited);
        _text = Place.Text;
        CheckOutput(_driver, _edited);
    }

    public sealed override ValueTask DisposeAsync()
    {
        (_edited, _driver) = (null!, null!);
        return base.DisposeAsync();
    }

    public sealed override ValueTask<Measurement> OursAsync()
    {
        // A digit more, and at the next key press another one.
        var text = Place.Text.Insert(Place.Text.LastIndexOf('0') + 1, $"{++_presses}");
        _edited = ManyHandlers.Edit(_edited, Place.Path, _text, text);
        _text = text;
        var measured = Measurement.Milliseconds(() => _driver = _driver.RunGenerators(_edited));
        CheckOutput(_driver, _edited);
        return new(measured);
    }

    public sealed override ValueTask<Measurement> OtherAsync() => new(Cold());
}
