"""Where paragraphs come apart, and which sentences promise something."""

import pytest

from jiannuo.core.mapping.decomposition.sentences import sentences
from tests.core.mapping.decomposition.reports import plan, reasons, texts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        (
            "办好“企业难在哪里？政府就在哪里。你说；我办”活动。乙。",
            ["办好“企业难在哪里？政府就在哪里。你说；我办”活动。", "乙。"],
        ),
        ("他说“先办。”乙。", ["他说“先办。”", "乙。"]),
        ("甲（含乙。丙）。丁。", ["甲（含乙。丙）。", "丁。"]),
        ("甲；乙。", ["甲；乙。"]),
        ("做好：一是甲；二是乙。", ["做好：", "一是甲；", "二是乙。"]),
        ("①甲②乙", ["①甲", "②乙"]),
        ("引号不成对“甲。乙。", ["引号不成对“甲。", "乙。"]),
        ("", []),
    ],
)
def test_a_paragraph_comes_apart_at_stops_and_numbers(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == pieces


@pytest.mark.parametrize(
    "sentence",
    [
        "加快建设第二水厂。",
        "以园区为载体，培育壮大装备制造业。",
        "规模以上工业增加值增长8%。",
        "各乡镇每季度外出招商不少于2次。",
        "6月底前开工建设县城第二水厂。",
        "“一企一策”帮助企业纾困。",
        "将城乡低保标准由904元/月提高到995元/月。",
        "对失能老年人开展上门服务。",
        "民间投资是活力之源，要放宽市场准入，及时发布项目清单。",
        "我们将开展“优化环境”专项行动，推行手续全程代办。",
    ],
)
def test_what_will_be_done_is_a_task(sentence: str) -> None:
    assert texts(plan(f"{sentence}\n")) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("各位代表！", "称呼"),
        ("重点抓好以下八个方面工作：", "引出下文的话"),
        ("今年政府工作的总体要求是：坚持稳中求进，推动高质量发展。", "总体要求，不是具体任务"),
        ("我们要攻坚克难，让群众生活更美好。", "号召或口号"),
        ("让城市功能更完善、环境更宜居！", "号召或口号"),
        ("农稳国本，粮安天下。", "没有说要做什么"),
        ("生态是最公平的公共产品。", "说明情况或道理，不是任务"),
        ("抓产业就是抓未来，是实现振兴的必由之路。", "说明情况或道理，不是任务"),
        ("打铁必须自身硬。", "说明情况或道理，不是任务"),
        ("坚持把产业作为立县之本。", "原则性要求，不是具体任务"),
        ("深刻领悟“两个确立”的决定性意义。", "政治要求，不是具体任务"),
        ("上述目标的提出，考虑了各方面因素。", "对目标的说明"),
    ],
)
def test_what_is_only_said_is_none_and_the_reason_is_given(sentence: str, why: str) -> None:
    found = plan(f"新建厂房8万平方米。{sentence}\n")
    assert reasons(found)[sentence] == why


def test_a_sentence_that_refers_back_belongs_to_the_task_before_it() -> None:
    assert texts(plan("造林12万亩。其中，退耕还林2万亩。新建苗圃3个。")) == [
        "造林12万亩。其中，退耕还林2万亩。",
        "新建苗圃3个。",
    ]


def test_further_targets_belong_to_the_targets() -> None:
    goals = "主要预期目标是：生产总值增长5%。粮食产量稳定在60万吨以上。"
    assert texts(plan(f"{goals}上述目标，经过努力可以实现。")) == [goals]


def test_pledges_are_told_from_tasks_however_they_are_listed() -> None:
    listed = ["新建公园3个", "改造厕所20座", "新增车位500个"]
    for written in (
        "今年办好三件民生实事，包括：" + "；".join(listed) + "。",
        "办好民生实事。" + "".join(f"{n}{one}。" for n, one in zip("①②③", listed, strict=True)),
        "办好三件民生实事。"
        + "".join(f"{n}是{one}；" for n, one in zip("一二三", listed, strict=True)),
        "今年继续办好三件民生实事。" + "".join(f"{one}。" for one in listed),
    ):
        found = plan(f"新建厂房8万平方米。\n{written}\n")
        pledges = [task.text.rstrip("；。") for task in found.tasks if task.kind.value == "pledges"]
        assert pledges == listed, written


def test_a_task_knows_its_quantities_and_its_deadline() -> None:
    (task,) = plan("一季度开工建设水厂，年底前完成管网改造60公里。").tasks
    assert [(one.span, task.text[one.start : one.end]) for one in task.quantities] == [
        ("60公里", "60公里")
    ]
    assert task.deadline == "一季度、年底前"
    assert str(task.due) == "2025-12-31"


@pytest.mark.parametrize(
    "sentence",
    ["2025年新建公园3个。", "实施三年行动，新建公园3个。", "巩固去年6月以来成果，新建公园3个。"],
)
def test_a_time_that_sets_no_end_is_no_deadline(sentence: str) -> None:
    (task,) = plan(sentence).tasks
    assert task.deadline is None


def test_what_may_be_no_task_is_asked() -> None:
    found = plan(
        "优化用地布局，盘活存量800亩。加强物流建设。开通专线8条，推广多式联运，培育龙头企业。"
    )
    assert [bool(task.doubts) for task in found.tasks] == [False, True, False]
